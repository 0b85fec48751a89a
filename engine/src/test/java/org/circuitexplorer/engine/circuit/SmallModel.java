package org.circuitexplorer.engine.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A random sparse model of two layers and prompts for it.
public final class SmallModel {
    private final Random random;
    private final ModelConfig config;

    private SmallModel(long seed, int positionWidth, Activation residualActivation, EnumSet<TopKPlace> places) {
        this.random = new Random(seed);
        this.config = new ModelConfig(
                12,
                20,
                2,
                2,
                5,
                11,
                17,
                positionWidth,
                positionWidth == 0,
                Activation.GELU,
                residualActivation,
                0.5,
                places,
                false,
                true,
                true,
                "none");
    }

    /// RMSNorm, AbsTopK at all eight node sites, no residual activation.
    public static SparseTransformer create(long seed) {
        return new SmallModel(seed, 0, Activation.IDENTITY, EnumSet.range(TopKPlace.ATTN_IN, TopKPlace.MLP_OUT))
                .build();
    }

    /// Every variant that [#create] leaves out: LayerNorm, concatenated positions, ReLU and AbsTopK on the stream.
    public static SparseTransformer createOther(long seed) {
        return new SmallModel(seed, 3, Activation.RELU, EnumSet.allOf(TopKPlace.class)).build();
    }

    /// A mean for each node.
    public static float[] means(SparseTransformer model, long seed) {
        return uniform(new Random(seed), new NodeIndex(model.config()).size());
    }

    /// Pairs that differ in their last token; the answer is decided by it.
    public static List<PromptPair> pairs(int count, long seed) {
        return pairs(count, seed, 2, 3);
    }

    /// Such pairs with other answers.
    public static List<PromptPair> pairs(int count, long seed, int positiveAnswer, int negativeAnswer) {
        Random random = new Random(seed);
        List<PromptPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] positive = new int[3 + random.nextInt(6)];
            Arrays.setAll(positive, t -> 4 + random.nextInt(16));
            positive[0] = 19;
            int[] negative = positive.clone();
            positive[positive.length - 1] = 0;
            negative[negative.length - 1] = 1;
            pairs.add(new PromptPair("", "", positive, negative, positiveAnswer, negativeAnswer));
        }
        return pairs;
    }

    private SparseTransformer build() {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < config.layers(); l++) layers.add(layer("transformer.h." + l + "."));
        int positions = config.positionWidth() == 0 ? config.modelWidth() : config.positionWidth();
        return new SparseTransformer(
                config,
                matrix(config.vocabularySize(), config.modelWidth(), 0.7),
                matrix(config.blockSize(), positions, 0.7),
                layers,
                norm(config.modelWidth()),
                linear("lm_head.weight", config.vocabularySize(), config.modelWidth()),
                matrix(config.vocabularySize(), config.vocabularySize(), 0.5));
    }

    private Layer layer(String prefix) {
        boolean concatenated = config.positionWidth() > 0;
        return new Layer(
                norm(config.modelWidth()),
                concatenated ? norm(config.positionWidth()) : null,
                linear(prefix + "attn.c_attn.weight", 3 * config.attentionWidth(), config.readWidth()),
                linear(prefix + "attn.c_proj.weight", config.modelWidth(), config.attentionWidth()),
                uniform(random, config.heads()),
                norm(config.modelWidth()),
                concatenated ? norm(config.positionWidth()) : null,
                linear(prefix + "mlp.c_fc.weight", config.mlpWidth(), config.readWidth()),
                linear(prefix + "mlp.c_proj.weight", config.modelWidth(), config.mlpWidth()));
    }

    private Norm norm(int width) {
        float[] weight = new float[width];
        for (int i = 0; i < width; i++) weight[i] = 0.5f + random.nextFloat();
        return new Norm(config.rmsNorm(), weight, config.rmsNorm() ? new float[width] : uniform(random, width));
    }

    private Linear linear(String name, int rows, int columns) {
        return new Linear(name, matrix(rows, columns, 0.4), uniform(random, rows));
    }

    private CsrMatrix matrix(int rows, int columns, double density) {
        CsrBuilder builder = new CsrBuilder(rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (random.nextDouble() < density) builder.add(c, (float) random.nextGaussian());
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static float[] uniform(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) values[i] = random.nextFloat() - 0.5f;
        return values;
    }
}
