package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.kernel.AbsTopK;
import org.circuitexplorer.engine.kernel.ActivationFunction;
import org.circuitexplorer.engine.kernel.Attention;
import org.circuitexplorer.engine.kernel.MaskedRow;
import org.circuitexplorer.engine.kernel.Normalization;
import org.circuitexplorer.engine.kernel.ShortAttention;
import org.circuitexplorer.engine.kernel.TileProduct;
import org.circuitexplorer.engine.model.ModelConfig;

/// One thread's working memory: a tile of each width and the kernels that hold state.
final class Scratch {
    final float[] read;
    final float[] write;
    final float[] neurons;
    final TileProduct product = new TileProduct();
    final Normalization normalization = new Normalization();
    final ActivationFunction function = new ActivationFunction();
    final MaskedRow maskedRow = new MaskedRow();
    final AbsTopK topK = new AbsTopK();
    final Attention attention;
    final ShortAttention shortAttention;
    private float[] projections = {};

    Scratch(ModelConfig config) {
        read = new float[config.readWidth() * TILE];
        write = new float[config.modelWidth() * TILE];
        neurons = new float[config.mlpWidth() * TILE];
        attention = new Attention(config.headWidth());
        shortAttention = new ShortAttention(config.headWidth());
    }

    /// A tile of q, k and v together, which only the backward pass needs.
    float[] projections(ModelConfig config) {
        int size = 3 * config.attentionWidth() * TILE;
        if (projections.length < size) projections = new float[size];
        return projections;
    }

    static Scratch[] forEach(Workers workers, ModelConfig config) {
        Scratch[] all = new Scratch[workers.threads()];
        for (int i = 0; i < all.length; i++) all[i] = new Scratch(config);
        return all;
    }
}
