package org.circuitexplorer.engine.validate;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Models that have learned nothing and look like one that has: norms, biases, sinks and the bigram table stay, the
/// weights of every matrix do not.
final class ScrambledModel {
    private final Random random;

    private ScrambledModel(long seed) {
        this.random = new Random(seed);
    }

    /// The same weights at random places of their matrix.
    static SparseTransformer permuted(SparseTransformer model, long seed) {
        ScrambledModel scramble = new ScrambledModel(seed);
        return rebuilt(model, scramble::elsewhere);
    }

    /// Normal random weights at the same places, with the root mean square of the matrix.
    static SparseTransformer random(SparseTransformer model, long seed) {
        ScrambledModel scramble = new ScrambledModel(seed);
        return rebuilt(model, scramble::redrawn);
    }

    private CsrMatrix elsewhere(CsrMatrix weight) {
        long cells = (long) weight.rows() * weight.columns();
        TreeSet<Long> places = new TreeSet<>();
        while (places.size() < weight.nonZeros()) places.add(random.nextLong(cells));
        float[] values = weight.value().clone();
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
        CsrBuilder builder = new CsrBuilder(weight.rows(), weight.columns());
        long row = 0;
        int n = 0;
        for (long place : places) {
            for (; row < place / weight.columns(); row++) builder.endRow();
            builder.add((int) (place % weight.columns()), values[n++]);
        }
        for (; row < weight.rows(); row++) builder.endRow();
        return builder.build();
    }

    private CsrMatrix redrawn(CsrMatrix weight) {
        double squares = 0;
        for (float value : weight.value()) squares += (double) value * value;
        double size = Math.sqrt(squares / Math.max(1, weight.nonZeros()));
        float[] values = new float[weight.nonZeros()];
        for (int i = 0; i < values.length; i++) values[i] = (float) (size * random.nextGaussian());
        return new CsrMatrix(weight.rows(), weight.columns(), weight.rowStart(), weight.column(), values);
    }

    private static SparseTransformer rebuilt(SparseTransformer model, UnaryOperator<CsrMatrix> change) {
        List<Layer> layers =
                model.layers().stream().map(layer -> rebuilt(layer, change)).toList();
        return new SparseTransformer(
                model.config(),
                change.apply(model.tokenEmbedding()),
                model.positionEmbedding(),
                layers,
                model.finalNorm(),
                rebuilt(model.unembedding(), change),
                model.bigram());
    }

    private static Layer rebuilt(Layer layer, UnaryOperator<CsrMatrix> change) {
        return new Layer(
                layer.attentionNorm(),
                layer.attentionPositionNorm(),
                rebuilt(layer.attentionIn(), change),
                rebuilt(layer.attentionOut(), change),
                layer.sinkLogit(),
                layer.mlpNorm(),
                layer.mlpPositionNorm(),
                rebuilt(layer.mlpIn(), change),
                rebuilt(layer.mlpOut(), change));
    }

    private static Linear rebuilt(Linear linear, UnaryOperator<CsrMatrix> change) {
        return new Linear(linear.name(), change.apply(linear.weight()), linear.bias());
    }
}
