package org.circuitexplorer.engine.run;

import org.circuitexplorer.engine.model.SparseTransformer;

/// A model ready to run on a [Device]. Its passes are independent of each other, each for one caller at a time; they
/// take panels and give panels, whatever memory the device computes in.
public interface ModelOnDevice extends AutoCloseable {
    SparseTransformer model();

    /// Any batch, any interventions, any recorded sites.
    ForwardRunner forward();

    /// Logits of a few tokens after the last token of every sequence of a fixed batch.
    ///
    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    /// @throws DeviceException when the device has not enough memory
    AnswerRunner answers(TokenBatch batch, int[] vocabulary);

    /// The same under a node mask, with the gradient by the mask.
    ///
    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    /// @throws DeviceException when the device has not enough memory
    GradientRunner gradient(TokenBatch batch, int[] vocabulary);

    /// Gives back what the model and its passes hold on the device.
    @Override
    void close();
}
