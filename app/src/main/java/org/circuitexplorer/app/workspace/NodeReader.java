package org.circuitexplorer.app.workspace;

import java.util.Optional;
import org.circuitexplorer.engine.attribution.DirectTokens;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.ExampleReader;
import org.circuitexplorer.engine.stats.NodeHistogram;

/// Gathers what is known of a node. For one thread at a time.
final class NodeReader {
    /// Tokens of each end.
    private static final int TOKENS = 20;

    private final TaskEntry entry;
    private final Optional<CircuitDocument> document;
    private final CircuitEvaluator evaluator;
    private final ExampleReader examples;
    private final DirectTokens tokens;

    /// What is asked about a node.
    ///
    /// @param pair number of the pair whose answer's probability is wanted
    /// @param choice values whose examples are wanted
    record Question(NodeId node, int pair, ExampleChoice choice) {}

    /// @param document the circuit of the task
    NodeReader(TaskEntry entry, Optional<CircuitDocument> document) {
        this.entry = entry;
        this.document = document;
        this.evaluator = new CircuitEvaluator(entry.model(), entry.task(), document);
        this.examples =
                new ExampleReader(entry.model().transformer(), entry.model().workers());
        this.tokens = new DirectTokens(entry.model().transformer());
    }

    NodeDetail read(Question question, Optional<CorpusStatistics> statistics, CancelToken cancel) {
        NodeId node = question.node;
        Optional<NodeEffect> effect =
                document.filter(d -> d.circuit().contains(node)).map(d -> evaluator.effect(node, question.pair));
        cancel.throwIfCancelled();
        Optional<NodeDetail.Activity> activity =
                statistics.flatMap(s -> entry.model().corpus().map(corpus -> activity(question, s, corpus, cancel)));
        return new NodeDetail(node, effect, tokens.of(node, TOKENS), activity);
    }

    EdgeDetail read(EdgeId edge) {
        return evaluator.effect(edge);
    }

    private NodeDetail.Activity activity(
            Question question, CorpusStatistics statistics, Corpus corpus, CancelToken cancel) {
        NodeId node = question.node;
        NodeHistogram histogram = statistics.histogram(entry.model().nodes().indexOf(node));
        return new NodeDetail.Activity(
                histogram,
                examples.overPrompts(node, entry.task().test(), histogram),
                new CorpusPlaces(examples, corpus, statistics).of(node, question.choice, cancel));
    }
}
