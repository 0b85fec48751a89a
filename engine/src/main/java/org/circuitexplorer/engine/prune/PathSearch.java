package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
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
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Finds circuits of every size around one. Downwards the node goes whose removal adds least loss for what it saves,
/// measured each time, until none is left. Upwards nodes come by the gradient of the loss by their masks, taken anew
/// whenever the circuit has grown by a third, until the whole model is there.
public final class PathSearch {
    private static final double GROWTH = 1.3;

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
        MaskLoss loss = new CompiledLoss(new CompiledCircuit(model, pairs, means, circuit.mask(index), workers));
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
        try (TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers)) {
            while (true) {
                cancel.throwIfCancelled();
                double loss = evaluator.gradient(mask, means, gradient).loss();
                if (order.size() > points.getLast().size()) points.add(point(order.size(), mask, loss));
                report.grown(order.size());
                if (order.size() == mask.length) return;
                addMostWanted(order, mask, gradient);
            }
        }
    }

    private void addMostWanted(List<Integer> order, float[] mask, float[] gradient) {
        int more = Math.max(1, (int) (order.size() * (GROWTH - 1)));
        int[] wanted = IntStream.range(0, mask.length)
                .filter(node -> mask[node] == 0f)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> gradient[node]))
                .limit(more)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int node : wanted) {
            mask[node] = 1f;
            order.add(node);
        }
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
