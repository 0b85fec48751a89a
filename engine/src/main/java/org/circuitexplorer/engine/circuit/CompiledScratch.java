package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.kernel.AbsTopK;
import org.circuitexplorer.engine.kernel.ActivationFunction;
import org.circuitexplorer.engine.kernel.Normalization;
import org.circuitexplorer.engine.kernel.RankSelection;
import org.circuitexplorer.engine.kernel.TreeAttention;
import org.circuitexplorer.engine.model.ModelConfig;

/// One thread's working memory for compiled circuits. `stride` is the number of columns of the largest tree.
final class CompiledScratch {
    /// Rows of a product that are computed at a time.
    static final int ROWS = 64;

    final int stride;
    final Normalization normalization = new Normalization();
    final ActivationFunction function = new ActivationFunction();
    final AbsTopK topK = new AbsTopK();
    final RankSelection selection = new RankSelection();
    final TreeAttention attention = new TreeAttention();
    /// Tiles: the normed stream, what a sublayer's first product reads and its second one gives, what the second one
    /// reads, one channel.
    final float[] normed;

    final float[] in;
    final float[] inner;
    final float[] channel = new float[TILE];
    /// A few rows of a product.
    final float[] rows = new float[ROWS * TILE];
    /// The residual stream of a tree, a tile after the other.
    final float[][] stream;
    /// Values of the universe's nodes over a tree, `[nodes][stride]`.
    final float[] query;

    final float[] key;
    final float[] value;
    final float[] y;
    /// `[heads][stride]` sum of the probabilities of a head.
    final float[] mass;
    /// Queries and keys of one head, `[channels][stride]`.
    final float[] headQuery;

    final float[] headKey;
    final float[] logit;

    CompiledScratch(ModelConfig config, int tiles) {
        stride = tiles * TILE;
        int attention = config.attentionWidth();
        int widest = Math.max(
                Math.max(config.readWidth(), config.mlpWidth()),
                Math.max(config.modelWidth(), attention + config.heads()));
        normed = new float[config.readWidth() * TILE];
        in = new float[widest * TILE];
        inner = new float[widest * TILE];
        stream = new float[tiles][config.modelWidth() * TILE];
        query = new float[attention * stride];
        key = new float[attention * stride];
        value = new float[attention * stride];
        y = new float[attention * stride];
        mass = new float[config.heads() * stride];
        headQuery = new float[config.headWidth() * stride];
        headKey = new float[config.headWidth() * stride];
        logit = new float[stride];
    }
}
