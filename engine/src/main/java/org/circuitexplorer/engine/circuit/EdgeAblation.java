package org.circuitexplorer.engine.circuit;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A model in which one target no longer sees one source but its mean: the weight between them is gone, and its share
/// of the mean is added to the bias. What attention carries from a V node is taken to have that node's mean.
public final class EdgeAblation {
    private EdgeAblation() {}

    /// @param mean what the target sees of the edge's source from now on
    public static SparseTransformer of(SparseTransformer model, CircuitEdge edge, float mean) {
        int number = edge.target().site().layer();
        List<Layer> layers = new ArrayList<>(model.layers());
        Layer layer = layers.get(number);
        layers.set(
                number,
                new Layer(
                        layer.attentionNorm(),
                        layer.attentionPositionNorm(),
                        without(layer.attentionIn(), edge, mean),
                        without(layer.attentionOut(), edge, mean),
                        layer.sinkLogit(),
                        layer.mlpNorm(),
                        layer.mlpPositionNorm(),
                        without(layer.mlpIn(), edge, mean),
                        without(layer.mlpOut(), edge, mean)));
        return new SparseTransformer(
                model.config(),
                model.tokenEmbedding(),
                model.positionEmbedding(),
                layers,
                model.finalNorm(),
                model.unembedding(),
                model.bigram());
    }

    private static Linear without(Linear linear, CircuitEdge edge, float mean) {
        if (!linear.name().equals(edge.parameter())) return linear;
        CsrMatrix weight = linear.weight();
        float[] values = weight.value().clone();
        values[weight.indexOf(edge.row(), edge.column())] = 0;
        float[] bias = linear.bias().clone();
        bias[edge.row()] += edge.weight() * mean;
        return new Linear(
                linear.name(),
                new CsrMatrix(weight.rows(), weight.columns(), weight.rowStart(), weight.column(), values),
                bias);
    }
}
