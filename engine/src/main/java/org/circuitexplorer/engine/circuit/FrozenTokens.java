package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A model in which some tokens all have one embedding, so that nothing can tell them apart but the bigram table, which
/// stays.
public final class FrozenTokens {
    private FrozenTokens() {}

    /// @param embedding what these tokens are embedded as, one value for each channel of the stream
    public static SparseTransformer of(SparseTransformer model, Collection<Integer> tokens, float[] embedding) {
        Set<Integer> frozen = Set.copyOf(tokens);
        CsrMatrix own = model.tokenEmbedding();
        CsrBuilder rows = new CsrBuilder(own.rows(), own.columns());
        for (int token = 0; token < own.rows(); token++) {
            if (frozen.contains(token)) rows.addRow(embedding);
            else rows.addRow(own, token);
        }
        return model.withTokenEmbedding(rows.build());
    }

    /// The mean embedding of the tokens of some texts, one value for each channel of the stream.
    ///
    /// @throws IllegalArgumentException when there is no token
    public static float[] meanEmbedding(SparseTransformer model, Stream<int[]> texts) {
        CsrMatrix embedding = model.tokenEmbedding();
        int[] count = new int[embedding.rows()];
        texts.forEach(text -> {
            for (int token : text) count[token]++;
        });
        double[] sum = new double[embedding.columns()];
        long all = 0;
        for (int token = 0; token < count.length; token++) {
            all += count[token];
            for (int i = embedding.rowStart()[token]; i < embedding.rowStart()[token + 1]; i++) {
                sum[embedding.column()[i]] += count[token] * (double) embedding.value()[i];
            }
        }
        if (all == 0) throw new IllegalArgumentException("expected texts with at least one token, found none");
        float[] mean = new float[sum.length];
        for (int c = 0; c < mean.length; c++) mean[c] = (float) (sum[c] / all);
        return mean;
    }
}
