package org.circuitexplorer.app.workspace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
    private static final int SHOWN = 2;
    private static final int SHOWN_OF_RANGE = 6;

    private final TaskEntry entry;
    private final Optional<CircuitDocument> document;
    private final CircuitEvaluator evaluator;
    private final ExampleReader examples;

    /// What is asked about a node.
    ///
    /// @param pair number of the pair whose answer's probability is wanted
    /// @param range values whose examples are wanted
    record Question(NodeId node, int pair, Optional<ValueRange> range) {}

    NodeReader(TaskEntry entry) {
        this.entry = entry;
        this.document = entry.circuit();
        this.evaluator = new CircuitEvaluator(entry.model(), entry.task(), document);
        this.examples =
                new ExampleReader(entry.model().transformer(), entry.model().workers());
    }

    NodeDetail read(Question question, Optional<CorpusStatistics> statistics, CancelToken cancel) {
        NodeId node = question.node;
        Optional<NodeEffect> effect =
                document.filter(d -> d.circuit().contains(node)).map(d -> evaluator.effect(node, question.pair));
        cancel.throwIfCancelled();
        Optional<NodeDetail.Activity> activity =
                statistics.flatMap(s -> entry.model().corpus().map(corpus -> activity(question, s, corpus)));
        return new NodeDetail(node, effect, activity);
    }

    EdgeDetail read(EdgeId edge) {
        return evaluator.effect(edge);
    }

    private NodeDetail.Activity activity(Question question, CorpusStatistics statistics, Corpus corpus) {
        NodeId node = question.node;
        int number = entry.model().nodes().indexOf(node);
        NodeHistogram histogram = statistics.histogram(number);
        return new NodeDetail.Activity(
                histogram,
                examples.overPrompts(node, entry.task().test(), histogram),
                examples.read(corpus, node, first(SHOWN, statistics.top(number))),
                examples.read(corpus, node, first(SHOWN, statistics.bottom(number))),
                question.range.map(r -> new NodeDetail.RangeExamples(
                        r, examples.read(corpus, node, within(r, number, histogram, statistics)))));
    }

    /// Positions of the corpus at which a node's value lies in a range that consists of bins.
    private static int[] within(ValueRange range, int node, NodeHistogram histogram, CorpusStatistics statistics) {
        if (range.isZero()) return first(SHOWN_OF_RANGE, statistics.atZero(node));
        double slack = histogram.width() / 2;
        List<int[]> bins = IntStream.range(0, histogram.bins())
                .filter(b -> histogram.edge(b) > range.low() - slack && histogram.edge(b + 1) < range.high() + slack)
                .mapToObj(b -> statistics.inBin(node, b))
                .toList();
        return first(SHOWN_OF_RANGE, bins.stream().flatMapToInt(Arrays::stream).toArray());
    }

    private static int[] first(int most, int[] positions) {
        return Arrays.copyOf(positions, Math.min(most, positions.length));
    }
}
