package org.circuitexplorer.engine.reproduce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.io.VizData.EdgeTable;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.reproduce.Deviation.Quantity;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.jspecify.annotations.Nullable;

/// Computes the tables between sites again. What the strength of an edge is, published files do not agree on: both
/// known measures are computed where the first does not fit, and the one that fits better is reported.
final class EdgeComparison {
    private static final double FITS = 1e-3;

    private final PublicCircuit published;
    private final SparseTransformer model;
    private final Workers workers;
    private final NodeEdges edges;
    private final NodeIndex index;
    private final Circuit circuit;
    private final float[] means;
    private final Map<NodeId, Map<NodeId, CircuitEdge>> into = new HashMap<>();

    EdgeComparison(PublicCircuit published, SparseTransformer model, Workers workers) {
        this.published = published;
        this.model = model;
        this.workers = workers;
        this.edges = new NodeEdges(model);
        this.index = new NodeIndex(model.config());
        this.circuit = published.circuit();
        this.means = published.flatMeans(index);
    }

    /// @param activations of the circuit on the stored prompts
    void compare(
            NavigableMap<NodeId, float[]> activations,
            DeviationTable table,
            ProgressListener progress,
            CancelToken cancel) {
        for (EdgeTable stored : published.data().connections()) {
            forEachCell(
                    stored,
                    (source, target, value) ->
                            table.add(Quantity.WEIGHTS, location(stored), value, weight(stored, source, target)));
        }
        DeviationTable byActivation = new DeviationTable();
        List<EdgeTable> strengths = published.data().importances();
        for (EdgeTable stored : strengths) byActivation(stored, activations, byActivation);
        if (byActivation.largest() <= FITS || published.lossPairs().isEmpty()) {
            table.addAll(byActivation);
            return;
        }
        DeviationTable byAblation = new DeviationTable();
        int done = 0;
        for (EdgeTable stored : strengths) {
            progress.at("ablating edges again", done++, strengths.size());
            byAblation(stored, byAblation, cancel);
        }
        table.addAll(byAblation.largest() < byActivation.largest() ? byAblation : byActivation);
    }

    private interface CellVisitor {
        /// @param source channel of the source site, or [EdgeTable#BIAS]
        void visit(int source, NodeId target, double value);
    }

    private static void forEachCell(EdgeTable table, CellVisitor visitor) {
        int columns = table.targets().length;
        for (int i = 0; i < table.sources().length; i++) {
            for (int j = 0; j < columns; j++) {
                if (table.targets()[j] == EdgeTable.BIAS) continue;
                NodeId target = new NodeId(table.target(), table.targets()[j]);
                visitor.visit(table.sources()[i], target, table.values()[i * columns + j]);
            }
        }
    }

    private static String location(EdgeTable table) {
        return table.source() + " to " + table.target();
    }

    private float weight(EdgeTable table, int source, NodeId target) {
        if (source == EdgeTable.BIAS) return edges.bias(target);
        CircuitEdge edge = edge(new NodeId(table.source(), source), target);
        return edge == null ? 0 : edge.weight();
    }

    private @Nullable CircuitEdge edge(NodeId source, NodeId target) {
        return into.computeIfAbsent(
                        target,
                        t -> edges.into(t).stream().collect(Collectors.toMap(CircuitEdge::source, Function.identity())))
                .get(source);
    }

    private void byActivation(EdgeTable stored, Map<NodeId, float[]> activations, DeviationTable table) {
        forEachCell(stored, (source, target, value) -> {
            double size = Math.abs(weight(stored, source, target));
            if (source != EdgeTable.BIAS && size != 0) {
                float[] values = activations.get(new NodeId(stored.source(), source));
                if (values == null) return;
                size *= meanMagnitude(values);
            }
            table.add(Quantity.STRENGTH_BY_ACTIVATION, location(stored), value, size);
        });
    }

    private static double meanMagnitude(float[] values) {
        double sum = 0;
        for (float value : values) sum += Math.abs(value);
        return sum / values.length;
    }

    /// Losses of pairs, so twice the mean over prompts; halved on both sides.
    private void byAblation(EdgeTable stored, DeviationTable table, CancelToken cancel) {
        List<PromptPair> pairs = published.lossPairs();
        float[] mask = circuit.mask(index);
        double whole =
                new TaskEvaluator(model, pairs, workers).evaluate(mask, means).loss();
        forEachCell(stored, (source, target, value) -> {
            cancel.throwIfCancelled();
            if (source == EdgeTable.BIAS) return;
            NodeId from = new NodeId(stored.source(), source);
            CircuitEdge edge = edge(from, target);
            double rise = 0;
            if (edge != null) {
                SparseTransformer without = EdgeAblation.of(model, List.of(edge), means);
                rise = new TaskEvaluator(without, pairs, workers)
                                .evaluate(mask, means)
                                .loss()
                        - whole;
            }
            table.add(Quantity.STRENGTH_BY_ABLATION, location(stored), value / 2, rise);
        });
    }
}
