package org.circuitexplorer.engine.device;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A random model of the released kind, two layers with AbsTopK, sinks and a bigram table, and work for it: small
/// enough to run anywhere in an instant, large enough that every kernel has odd ends.
///
/// @param model the model
/// @param batch prompts of several lengths
/// @param vocabulary tokens whose logits are computed
/// @param mask a value for each node
/// @param means a mean for each node
record TinyModel(SparseTransformer model, TokenBatch batch, int[] vocabulary, float[] mask, float[] means) {
    private static final int TOKENS = 31;
    private static final int LENGTH = 24;
    private static final int HEADS = 3;
    private static final int HEAD_WIDTH = 8;
    private static final int WIDTH = 37;
    private static final int NEURONS = 51;
    private static final double DENSITY = 0.4;

    static TinyModel create() {
        Random random = new Random(1);
        ModelConfig config = new ModelConfig(
                LENGTH,
                TOKENS,
                2,
                HEADS,
                HEAD_WIDTH,
                WIDTH,
                NEURONS,
                0,
                true,
                Activation.GELU,
                Activation.IDENTITY,
                0.5,
                EnumSet.range(TopKPlace.ATTN_IN, TopKPlace.MLP_OUT),
                false,
                true,
                true,
                "");
        List<Layer> layers = List.of(layer(random), layer(random));
        SparseTransformer model = new SparseTransformer(
                config,
                sparse(random, TOKENS, WIDTH),
                sparse(random, LENGTH, WIDTH),
                layers,
                norm(random),
                linear(random, TOKENS, WIDTH),
                sparse(random, TOKENS, TOKENS));
        List<int[]> prompts = IntStream.of(1, 7, LENGTH, 13)
                .mapToObj(n -> random.ints(n, 0, TOKENS).toArray())
                .toList();
        int nodes = new NodeIndex(config).size();
        float[] mask = new float[nodes];
        for (int i = 0; i < nodes; i++) mask[i] = Math.min(1, 2 * random.nextFloat());
        return new TinyModel(model, TokenBatch.of(prompts), new int[] {0, 5, TOKENS - 1}, mask, normal(random, nodes));
    }

    private static Layer layer(Random random) {
        int attention = HEADS * HEAD_WIDTH;
        return new Layer(
                norm(random),
                null,
                linear(random, 3 * attention, WIDTH),
                linear(random, WIDTH, attention),
                normal(random, HEADS),
                norm(random),
                null,
                linear(random, NEURONS, WIDTH),
                linear(random, WIDTH, NEURONS));
    }

    private static Norm norm(Random random) {
        float[] weight = normal(random, WIDTH);
        for (int i = 0; i < WIDTH; i++) weight[i] = 1 + 0.1f * weight[i];
        return new Norm(true, weight, new float[WIDTH]);
    }

    private static Linear linear(Random random, int rows, int columns) {
        return new Linear("tiny", sparse(random, rows, columns), normal(random, rows));
    }

    private static CsrMatrix sparse(Random random, int rows, int columns) {
        CsrBuilder builder = new CsrBuilder(rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (random.nextDouble() < DENSITY) builder.add(c, (float) (0.5 * random.nextGaussian()));
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float) random.nextGaussian();
        return values;
    }
}
