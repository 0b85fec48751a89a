package org.circuitexplorer.engine.dense;

import java.util.Arrays;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;
import org.nd4j.linalg.api.ndarray.INDArray;

/// From the final residual stream to the logits of some tokens, and back.
final class DenseReadout {
    private final int[] vocabulary;
    private final CsrMatrix bigram;
    private final DenseNorm norm;
    private final DenseLinear unembedding;

    /// @param vocabulary token ids; row r of every logits panel is that of `vocabulary[r]`
    DenseReadout(SparseTransformer model, int[] vocabulary) {
        this.vocabulary = vocabulary;
        CsrMatrix none = new CsrMatrix(0, 0, new int[1], new int[0], new float[0]);
        this.bigram = model.bigram() == null ? none : model.bigram();
        this.norm = DenseNorm.of(model.finalNorm());
        Linear rows = model.unembedding().rows(vocabulary);
        this.unembedding = DenseLinear.of(rows.weight(), rows.bias());
    }

    /// Number of tokens whose logits it gives.
    int tokens() {
        return vocabulary.length;
    }

    /// Puts logits into columns of a panel.
    ///
    /// @param stream `[width, n]` final residual stream where logits are wanted
    /// @param column for each of n the column of the panel it belongs to, -1 for none
    /// @param token for each column of the panel its token
    void logits(INDArray stream, int[] column, int[] token, Panel panel, DenseWork work) {
        INDArray normed = work.like(stream, 0);
        norm.forward(stream, normed, work.like(stream, 1));
        INDArray logits = DenseMatrices.activations(vocabulary.length, column.length);
        unembedding.forward(normed, logits);
        float[] values = logits.data().asFloat();
        logits.close();
        for (int i = 0; i < column.length; i++) {
            if (column[i] < 0) continue;
            for (int r = 0; r < vocabulary.length; r++) {
                float follows = bigram.rows() == 0 ? 0 : bigram.get(token[column[i]], vocabulary[r]);
                panel.set(r, column[i], values[i * vocabulary.length + r] + follows);
            }
        }
    }

    /// The gradient of the stream.
    ///
    /// @param gradient `[vocabulary, n]` gradient of the logits
    /// @param result `[width, n]`, overwritten
    void backward(INDArray stream, INDArray gradient, INDArray result, DenseWork work) {
        INDArray normed = DenseMatrices.activations(stream.rows(), stream.columns());
        unembedding.backward(gradient, normed);
        result.assign(0);
        norm.backward(stream, normed, result, work.like(stream, 0), work.like(stream, 1));
        normed.close();
    }

    /// Every token of the vocabulary.
    static int[] all(SparseTransformer model) {
        int[] all = new int[model.config().vocabularySize()];
        Arrays.setAll(all, t -> t);
        return all;
    }

    void close() {
        norm.close();
        unembedding.close();
    }
}
