package org.circuitexplorer.engine.model;

import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A linear layer `y = W x + b` with its transpose, which the backward pass and "who writes here" need.
///
/// @param name parameter name of the weight in the checkpoint, such as `transformer.h.0.mlp.c_fc.weight`
/// @param weight `[out, in]`
/// @param transposed `[in, out]`
/// @param bias `[out]`, zeros when the layer has none
public record Linear(String name, CsrMatrix weight, CsrMatrix transposed, float[] bias) {
    public Linear {
        if (bias.length != weight.rows()) {
            throw new IllegalArgumentException(name + ": expected " + weight.rows() + " biases, found " + bias.length);
        }
    }

    public static Linear of(String name, CsrMatrix weight, float[] bias) {
        return new Linear(name, weight, weight.transpose(), bias);
    }
}
