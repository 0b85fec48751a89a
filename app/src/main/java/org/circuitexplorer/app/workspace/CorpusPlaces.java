package org.circuitexplorer.app.workspace;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.Example;
import org.circuitexplorer.engine.stats.ExampleReader;
import org.circuitexplorer.engine.stats.NodeHistogram;

/// Finds the places of a corpus that stand as examples for a node. What the node does around each is computed only for
/// those that are asked for.
record CorpusPlaces(ExampleReader reader, Corpus corpus, CorpusStatistics statistics) {
    private static final int SHOWN = 2;
    private static final int SHOWN_OF_RANGE = 6;

    /// Of places near a quantile some lie beyond it.
    private static final int READ = 5;

    NodeDetail.Examples of(NodeId node, ExampleChoice choice, CancelToken cancel) {
        int number = statistics.nodes().indexOf(node);
        return switch (choice) {
            case ExampleChoice.Extremes() ->
                new NodeDetail.Examples(
                        choice,
                        reader.read(corpus, node, first(SHOWN, statistics.top(number))),
                        reader.read(corpus, node, first(SHOWN, statistics.bottom(number))));
            case ExampleChoice.Share(double fraction) -> {
                List<Example> top = share(node, fraction, true);
                cancel.throwIfCancelled();
                yield new NodeDetail.Examples(choice, top, share(node, fraction, false));
            }
            case ExampleChoice.Within(ValueRange range) ->
                new NodeDetail.Examples(choice, reader.read(corpus, node, within(range, number)), List.of());
        };
    }

    /// Values of a share, those nearest to its bound first.
    private List<Example> share(NodeId node, double fraction, boolean top) {
        int number = statistics.nodes().indexOf(node);
        double bound = ExampleChoice.bound(statistics.histogram(number), fraction, top);
        int[] near = statistics.nearQuantile(number, top ? 1 - fraction : fraction, READ);
        List<Example> found = within(bound, top, reader.read(corpus, node, near));
        if (found.size() >= SHOWN) return found.subList(0, SHOWN);
        int[] extreme = top ? statistics.top(number) : statistics.bottom(number);
        int[] more = first(SHOWN, except(extreme, near));
        return Stream.concat(found.stream(), within(bound, top, reader.read(corpus, node, more)).stream())
                .limit(SHOWN)
                .toList();
    }

    private static List<Example> within(double bound, boolean top, List<Example> examples) {
        return examples.stream()
                .filter(e -> top ? e.value() >= bound : e.value() <= bound)
                .toList();
    }

    /// Positions at which a node's value lies in a range that consists of bins.
    private int[] within(ValueRange range, int node) {
        if (range.isZero()) return first(SHOWN_OF_RANGE, statistics.atZero(node));
        NodeHistogram histogram = statistics.histogram(node);
        double slack = histogram.width() / 2;
        List<int[]> bins = IntStream.range(0, histogram.bins())
                .filter(b -> histogram.edge(b) > range.low() - slack && histogram.edge(b + 1) < range.high() + slack)
                .mapToObj(b -> statistics.inBin(node, b))
                .toList();
        return first(SHOWN_OF_RANGE, bins.stream().flatMapToInt(Arrays::stream).toArray());
    }

    private static int[] except(int[] positions, int[] known) {
        return IntStream.of(positions)
                .filter(p -> IntStream.of(known).noneMatch(k -> k == p))
                .toArray();
    }

    private static int[] first(int most, int[] positions) {
        return Arrays.copyOf(positions, Math.min(most, positions.length));
    }
}
