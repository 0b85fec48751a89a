package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A model in which the targets of some edges no longer see the edges' sources but their means: each weight is gone,
/// and
/// its share of the mean is added to the bias. What attention carries from a V node is taken to have that node's mean.
public final class EdgeAblation {
    private EdgeAblation() {}

    /// As [#of], of edges by the nodes at their ends.
    ///
    /// @throws IllegalArgumentException when the model has no such edge
    public static SparseTransformer without(SparseTransformer model, Collection<EdgeId> edges, float[] means) {
        NodeEdges all = new NodeEdges(model);
        List<CircuitEdge> found = edges.stream()
                .map(edge ->
                        all.edge(edge).orElseThrow(() -> new IllegalArgumentException("the model has no edge " + edge)))
                .toList();
        return found.isEmpty() ? model : of(model, found, means);
    }

    /// Layers and linear maps without such an edge are the model's own.
    ///
    /// @param edges edges of the model, each at most once
    /// @param means what each node's targets see of it from now on
    public static SparseTransformer of(SparseTransformer model, Collection<CircuitEdge> edges, float[] means) {
        NodeIndex index = new NodeIndex(model.config());
        Map<String, List<CircuitEdge>> byParameter =
                edges.stream().collect(Collectors.groupingBy(CircuitEdge::parameter));
        List<Layer> layers = model.layers().stream()
                .map(layer -> new Layer(
                        layer.attentionNorm(),
                        layer.attentionPositionNorm(),
                        without(layer.attentionIn(), byParameter, index, means),
                        without(layer.attentionOut(), byParameter, index, means),
                        layer.sinkLogit(),
                        layer.mlpNorm(),
                        layer.mlpPositionNorm(),
                        without(layer.mlpIn(), byParameter, index, means),
                        without(layer.mlpOut(), byParameter, index, means)))
                .toList();
        return new SparseTransformer(
                model.config(),
                model.tokenEmbedding(),
                model.positionEmbedding(),
                layers,
                model.finalNorm(),
                model.unembedding(),
                model.bigram());
    }

    private static Linear without(
            Linear linear, Map<String, List<CircuitEdge>> byParameter, NodeIndex index, float[] means) {
        List<CircuitEdge> edges = byParameter.getOrDefault(linear.name(), List.of());
        if (edges.isEmpty()) return linear;
        CsrMatrix weight = linear.weight();
        float[] values = weight.value().clone();
        float[] bias = linear.bias().clone();
        for (CircuitEdge edge : edges) {
            values[weight.indexOf(edge.row(), edge.column())] = 0;
            bias[edge.row()] += edge.weight() * means[index.indexOf(edge.source())];
        }
        return new Linear(
                linear.name(),
                new CsrMatrix(weight.rows(), weight.columns(), weight.rowStart(), weight.column(), values),
                bias);
    }
}
