package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Measures circuits of growing size by several orders of nodes, see [SizeLosses].
final class OrderedSizes {
    /// From a quarter of the circuit's nodes to four times as many each size is twice the last one, then four times.
    private static final int FINE = 4;

    private final Subject subject;
    private final Optional<BudgetPath> path;
    private final TaskEvaluator task;
    private final TaskEvaluator shuffled;

    /// @param path sizes that were found around the circuit
    /// @param task the task's unseen pairs
    /// @param shuffled the same with the answers of random pairs exchanged
    OrderedSizes(Subject subject, Optional<BudgetPath> path, TaskEvaluator task, TaskEvaluator shuffled) {
        this.subject = subject;
        this.path = path;
        this.task = task;
        this.shuffled = shuffled;
    }

    SizeLosses run(long seed, ProgressListener progress, CancelToken cancel) {
        List<SizeLosses.Line> lines = new ArrayList<>();
        for (SizeLosses.Order order : SizeLosses.Order.values()) {
            progress.at("trying other orders of nodes", lines.size(), SizeLosses.Order.values().length);
            List<Integer> nodes = nodes(order, seed);
            if (nodes.isEmpty()) continue;
            TaskEvaluator on = order == SizeLosses.Order.SHUFFLED_ANSWERS ? shuffled : task;
            lines.add(new SizeLosses.Line(order, points(nodes, on, cancel)));
        }
        return new SizeLosses(lines);
    }

    private List<Integer> nodes(SizeLosses.Order order, long seed) {
        return switch (order) {
            case PATH ->
                path.map(p -> p.nodes().stream().map(subject.index()::indexOf).toList())
                        .orElse(List.of());
            case ATTRIBUTION -> boxed(GrowingCircuits.order(subject, List.of(), task));
            case SHUFFLED_ANSWERS -> boxed(GrowingCircuits.order(subject, List.of(), shuffled));
            case RANDOM -> {
                List<Integer> all = IntStream.range(0, subject.index().size())
                        .boxed()
                        .collect(Collectors.toCollection(ArrayList::new));
                Collections.shuffle(all, new Random(seed));
                yield all;
            }
        };
    }

    private static List<Integer> boxed(int[] order) {
        return IntStream.of(order).boxed().toList();
    }

    private List<SizeLosses.Point> points(List<Integer> nodes, TaskEvaluator on, CancelToken cancel) {
        List<SizeLosses.Point> points = new ArrayList<>();
        for (int size : sizes(subject.circuit().size(), nodes.size())) {
            cancel.throwIfCancelled();
            float[] mask = new float[subject.index().size()];
            for (int node : nodes.subList(0, size)) mask[node] = 1f;
            points.add(new SizeLosses.Point(
                    size, on.evaluate(mask, subject.means()).loss()));
        }
        return points;
    }

    /// Sizes around a circuit's, up to all nodes that there are.
    static SortedSet<Integer> sizes(int circuit, int all) {
        SortedSet<Integer> sizes = new TreeSet<>();
        long size = Math.max(1, circuit / FINE);
        while (size < all) {
            sizes.add((int) size);
            size = size < circuit && 2 * size > circuit ? circuit : size * (size < (long) FINE * circuit ? 2 : FINE);
        }
        sizes.add(all);
        return sizes;
    }
}
