package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.BudgetPath.Point;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Finds circuits of every size around one. Downwards the node goes whose removal adds least loss for what it saves,
/// measured each time, until none is left. Upwards come the nodes that help most, by the gradient of the loss by their
/// masks, in small circuits by the loss that each alone gives; up to a third more at a time, without those that raise
/// the loss, until the whole model is there. Upwards the loss may still rise: a model is not a sum of its nodes.
public final class PathSearch {
    private static final double GROWTH = 1.3;

    /// Up to this size candidates are measured one by one, so many times as many as are added.
    private static final int FEW_NODES = 200;

    private static final int TRIED = 2;

    private static final int FEW_PAIRS = 40;

    /// A step upwards that raises the loss has so many parts, each of which may be left out.
    private static final int PARTS = 6;

    /// The order of nodes is told up to this size, or twice the circuit's if that is more.
    private static final int MOST_ORDERED = 500;

    private final SparseTransformer model;
    private final NodeIndex index;
    private final float[] means;
    private final List<PromptPair> pairs;
    private final Workers workers;

    /// @param means the value at which each node of the model is frozen when it is not kept
    /// @param pairs those that losses are measured on
    public PathSearch(SparseTransformer model, float[] means, List<PromptPair> pairs, Workers workers) {
        this.model = model;
        this.index = new NodeIndex(model.config());
        this.means = means;
        this.pairs = pairs;
        this.workers = workers;
    }

    /// @throws CancelledException when cancelled
    public BudgetPath around(Circuit circuit, ProgressListener progress, CancelToken cancel) {
        List<Integer> order = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        Progress report = new Progress(progress, circuit.size());
        shrink(circuit, order, points, report, cancel);
        grow(order, points, report, cancel);
        List<NodeId> nodes = order.stream()
                .limit(Math.max(MOST_ORDERED, 2L * circuit.size()))
                .map(index::node)
                .toList();
        return new BudgetPath(nodes, points);
    }

    private void shrink(Circuit circuit, List<Integer> order, List<Point> points, Progress report, CancelToken cancel) {
        MaskLoss loss =
                new CompiledLoss(new CompiledCircuit(model, pairs, means, circuit.mask(index), workers), LossKind.RAW);
        Candidate start = new Candidate(circuit.mask(index), loss.loss(circuit.mask(index)));
        List<Candidate> steps = new ArrayList<>(List.of(start));
        new GreedyRemoval(loss, EdgeIndex.of(model), Double.POSITIVE_INFINITY, cancel, smaller -> {
                    steps.add(smaller);
                    report.shrunk(smaller.nodes());
                })
                .removeSingly(start, 0, new Random(0));
        float[] before = new float[index.size()];
        for (Candidate step : steps.reversed()) {
            for (int node = 0; node < before.length; node++) {
                if (step.mask()[node] != before[node]) order.add(node);
            }
            before = step.mask();
            points.add(point(step.nodes(), before, step.loss()));
        }
    }

    private void grow(List<Integer> order, List<Point> points, Progress report, CancelToken cancel) {
        float[] mask = new float[index.size()];
        for (int node : order) mask[node] = 1f;
        float[] gradient = new float[index.size()];
        try (TaskEvaluator all = new TaskEvaluator(model, pairs, workers);
                TaskEvaluator few = new TaskEvaluator(model, few(), workers)) {
            while (true) {
                cancel.throwIfCancelled();
                double loss = all.gradient(mask, means, gradient).loss();
                if (order.size() > points.getLast().size()) points.add(point(order.size(), mask, loss));
                report.grown(order.size());
                if (order.size() == mask.length) return;
                for (int node : next(mask, gradient, order.size(), few, cancel)) {
                    mask[node] = 1f;
                    order.add(node);
                }
            }
        }
    }

    /// What is tried often is tried on so many pairs.
    private List<PromptPair> few() {
        return pairs.subList(0, Math.min(pairs.size(), FEW_PAIRS));
    }

    /// The nodes that promise most by the gradient, in a small circuit by the loss that each alone gives; where they
    /// raise the loss together, the helpful of them.
    private int[] next(float[] mask, float[] gradient, int size, TaskEvaluator few, CancelToken cancel) {
        int most = Math.max(1, (int) (size * (GROWTH - 1)));
        int[] wanted = mostWanted(mask, gradient, size < FEW_NODES ? TRIED * most : most);
        if (size < FEW_NODES) wanted = Arrays.copyOf(measured(wanted, mask, cancel), Math.min(most, wanted.length));
        double now = few.evaluate(mask, means).loss();
        if (few.evaluate(with(wanted, mask), means).loss() <= now) return wanted;
        return helpful(wanted, mask, now, few, cancel);
    }

    /// Of some nodes, tried part by part, those parts that do not raise the loss, or the one that does so least.
    ///
    /// @param loss that of the mask
    private int[] helpful(int[] wanted, float[] mask, double loss, TaskEvaluator few, CancelToken cancel) {
        double now = loss;
        int part = (wanted.length + PARTS - 1) / PARTS;
        float[] larger = mask;
        int[] least = wanted;
        double leastLoss = Double.POSITIVE_INFINITY;
        for (int from = 0; from < wanted.length; from += part) {
            cancel.throwIfCancelled();
            int[] some = Arrays.copyOfRange(wanted, from, Math.min(wanted.length, from + part));
            float[] tried = with(some, larger);
            double found = few.evaluate(tried, means).loss();
            if (found < leastLoss) {
                least = some;
                leastLoss = found;
            }
            if (found > now) continue;
            larger = tried;
            now = found;
        }
        float[] grown = larger;
        return grown == mask
                ? least
                : IntStream.of(wanted).filter(node -> grown[node] != 0f).toArray();
    }

    private static int[] mostWanted(float[] mask, float[] gradient, int most) {
        return IntStream.range(0, mask.length)
                .filter(node -> mask[node] == 0f)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> gradient[node]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// Nodes by the loss of the circuit with each of them alone.
    private int[] measured(int[] nodes, float[] mask, CancelToken cancel) {
        MaskLoss near = new CompiledLoss(new CompiledCircuit(model, few(), means, mask, workers), LossKind.RAW);
        double[] losses = new double[mask.length];
        Parts.forEach(nodes, cancel, some -> {
            double[] found = near.lossesWithin(Arrays.stream(some)
                    .mapToObj(node -> with(new int[] {node}, mask))
                    .toList());
            for (int i = 0; i < some.length; i++) losses[some[i]] = found[i];
        });
        return IntStream.of(nodes)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> losses[node]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static float[] with(int[] nodes, float[] mask) {
        float[] more = mask.clone();
        for (int node : nodes) more[node] = 1f;
        return more;
    }

    private Point point(int size, float[] mask, double loss) {
        return new Point(size, new NodeEdges(model).count(index, mask), loss);
    }

    /// Halves of the work: shrinking by nodes, growing by the logarithm of the size.
    private final class Progress {
        private static final int HALF = 500;

        private final ProgressListener listener;
        private final int size;

        Progress(ProgressListener listener, int size) {
            this.listener = listener;
            this.size = size;
        }

        void shrunk(int nodes) {
            at(size == 0 ? 0 : HALF * (size - nodes) / size);
        }

        void grown(int nodes) {
            double whole = Math.log((double) index.size() / Math.max(1, size));
            double done = Math.log(Math.max(1, nodes) / (double) Math.max(1, size));
            at(HALF + (whole == 0 ? HALF : (int) (HALF * done / whole)));
        }

        private void at(int thousandths) {
            listener.at("finding circuits of other sizes", thousandths, 2 * HALF);
        }
    }
}
