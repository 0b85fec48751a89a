package org.circuitexplorer.engine.model;

import java.util.List;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.jspecify.annotations.Nullable;

/// A trained weight-sparse transformer: immutable, safe to share between threads.
///
/// @param config shape and variants
/// @param tokenEmbedding `wte`, `[vocabularySize, modelWidth]`
/// @param positionEmbedding `wpe`, `[blockSize, modelWidth or positionWidth]`
/// @param layers first to last
/// @param finalNorm norm before the unembedding
/// @param unembedding `lm_head`, `[vocabularySize, modelWidth]`, with `final_logits_bias` as its bias
/// @param bigram `[vocabularySize, vocabularySize]`, the row of the current token is added to the logits; null when the
///     model has none
public record SparseTransformer(
        ModelConfig config,
        CsrMatrix tokenEmbedding,
        CsrMatrix positionEmbedding,
        List<Layer> layers,
        Norm finalNorm,
        Linear unembedding,
        @Nullable CsrMatrix bigram) {
    public SparseTransformer {
        layers = List.copyOf(layers);
        if (layers.size() != config.layers()) {
            throw new IllegalArgumentException("expected " + config.layers() + " layers, found " + layers.size());
        }
    }

    /// The same model with another token embedding.
    public SparseTransformer withTokenEmbedding(CsrMatrix other) {
        return new SparseTransformer(config, other, positionEmbedding, layers, finalNorm, unembedding, bigram);
    }

    /// Non-zero weights of all linear layers, embeddings and unembedding, without biases, norms and the bigram table.
    public long nonZeroWeights() {
        long sum = (long) tokenEmbedding.nonZeros() + positionEmbedding.nonZeros();
        if (!config.tiedUnembedding()) sum += unembedding.weight().nonZeros();
        for (Layer l : layers) {
            sum += l.attentionIn().weight().nonZeros()
                    + l.attentionOut().weight().nonZeros();
            sum += (long) l.mlpIn().weight().nonZeros() + l.mlpOut().weight().nonZeros();
        }
        return sum;
    }
}
