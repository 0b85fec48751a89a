package org.circuitexplorer.app.workspace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.stats.ExampleReader;
import org.circuitexplorer.engine.stats.NodeHistogram;

/// Gathers what is known of a node. For one thread at a time.
final class NodeReader {
    private static final int SHOWN = 2;

    private final TaskEntry entry;
    private final Optional<CircuitDocument> document;
    private final CircuitEvaluator evaluator;
    private final ExampleReader examples;

    NodeReader(TaskEntry entry) {
        this.entry = entry;
        this.document = entry.circuit();
        this.evaluator = new CircuitEvaluator(entry.model(), entry.task(), document);
        this.examples =
                new ExampleReader(entry.model().transformer(), entry.model().workers());
    }

    NodeDetail read(NodeId node, int pair, Optional<CorpusStatistics> statistics, CancelToken cancel) {
        Optional<NodeEffect> effect = document.filter(d -> d.circuit().contains(node))
                .map(d -> evaluator.effect(node, d.means(entry.model().nodes()), pair));
        cancel.throwIfCancelled();
        Optional<NodeDetail.Activity> activity =
                statistics.flatMap(s -> entry.model().corpus().map(corpus -> activity(node, s, corpus)));
        return new NodeDetail(node, effect, activity);
    }

    private NodeDetail.Activity activity(NodeId node, CorpusStatistics statistics, Corpus corpus) {
        int number = entry.model().nodes().indexOf(node);
        NodeHistogram histogram = statistics.histogram(number);
        return new NodeDetail.Activity(
                histogram,
                examples.overPrompts(node, entry.task().test(), histogram),
                read(corpus, node, statistics.top(number)),
                read(corpus, node, statistics.bottom(number)));
    }

    private List<Example> read(Corpus corpus, NodeId node, int[] positions) {
        return examples.read(corpus, node, Arrays.copyOf(positions, Math.min(SHOWN, positions.length)));
    }
}
