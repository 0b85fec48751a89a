package org.circuitexplorer.engine.cuda;

import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// From the final residual stream to the logits of some tokens, and back: the weights it takes, in the device's memory.
///
/// @param weight rows of the unembedding, one for each token of the vocabulary
/// @param transposed its transpose
/// @param bias address of a float for each token of the vocabulary
/// @param vocabulary address of the tokens
record DeviceReadout(DeviceMatrix weight, DeviceMatrix transposed, long bias, long vocabulary) {
    /// Logits of every token.
    static DeviceReadout whole(SparseTransformer model, DeviceMemory memory) {
        int[] all = IntStream.range(0, model.config().vocabularySize()).toArray();
        return upload(model.unembedding(), all, memory);
    }

    /// Logits of some tokens.
    static DeviceReadout of(SparseTransformer model, int[] vocabulary, DeviceMemory memory) {
        return upload(model.unembedding().rows(vocabulary), vocabulary, memory);
    }

    private static DeviceReadout upload(Linear unembedding, int[] vocabulary, DeviceMemory memory) {
        return new DeviceReadout(
                DeviceMatrix.upload(unembedding.weight(), memory),
                DeviceMatrix.upload(unembedding.transposed(), memory),
                memory.upload(unembedding.bias()),
                memory.upload(vocabulary));
    }

    /// Channels of the logits.
    int width() {
        return weight.rows();
    }

    /// @param stream the columns that are read
    /// @param normed overwritten
    /// @param read address of the token that each column belongs to, 0 when it is the column itself
    /// @param count how many columns
    void launch(
            Kernels kernels,
            DeviceModel model,
            DeviceBatch batch,
            DevicePanel stream,
            DevicePanel normed,
            long read,
            int count,
            DevicePanel logits) {
        int tiles = Panel.tileCount(count);
        kernels.norm(model.finalNorm(), stream, normed, tiles);
        kernels.product(weight, bias, normed, logits, tiles);
        DeviceMatrix bigram = model.bigram();
        if (bigram != null) kernels.bigram(bigram, batch, read, count, vocabulary, logits);
    }
}
