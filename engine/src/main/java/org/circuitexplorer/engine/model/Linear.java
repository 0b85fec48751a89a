package org.circuitexplorer.engine.model;

import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.RowsByLength;
import org.jspecify.annotations.Nullable;

/// A linear layer `y = W x + b`.
public final class Linear {
    private final String name;
    private final CsrMatrix weight;
    private final float[] bias;
    private volatile @Nullable CsrMatrix transposed;
    private volatile @Nullable RowsByLength byLength;
    private volatile @Nullable RowsByLength transposedByLength;

    /// @param name parameter name of the weight in the checkpoint, such as `transformer.h.0.mlp.c_fc.weight`
    /// @param weight `[out, in]`
    /// @param bias `[out]`, zeros when the layer has none
    public Linear(String name, CsrMatrix weight, float[] bias) {
        if (bias.length != weight.rows()) {
            throw new IllegalArgumentException(name + ": expected " + weight.rows() + " biases, found " + bias.length);
        }
        this.name = name;
        this.weight = weight;
        this.bias = bias;
    }

    /// The layer with some of its outputs alone, in the order given.
    public Linear rows(int[] outputs) {
        CsrBuilder some = new CsrBuilder(outputs.length, weight.columns());
        float[] someBias = new float[outputs.length];
        for (int r = 0; r < outputs.length; r++) {
            some.addRow(weight, outputs[r]);
            someBias[r] = bias[outputs[r]];
        }
        return new Linear(name, some.build(), someBias);
    }

    /// The layer when some of its inputs are the same at every token: they leave the matrix, and what they contribute
    /// joins the bias.
    ///
    /// @param constant `[in]` value of each constant input, NaN for the others
    public Linear withConstants(float[] constant) {
        CsrBuilder others = new CsrBuilder(weight.rows(), weight.columns());
        float[] folded = new float[bias.length];
        for (int r = 0; r < weight.rows(); r++) {
            double sum = bias[r];
            for (int i = weight.rowStart()[r]; i < weight.rowStart()[r + 1]; i++) {
                float input = constant[weight.column()[i]];
                if (Float.isNaN(input)) others.add(weight.column()[i], weight.value()[i]);
                else sum += (double) weight.value()[i] * input;
            }
            others.endRow();
            folded[r] = (float) sum;
        }
        return new Linear(name, others.build(), folded);
    }

    /// The layer with some of its outputs alone, the others without weights.
    ///
    /// @param open `[out]` which ones
    public Linear withOutputs(boolean[] open) {
        CsrBuilder some = new CsrBuilder(weight.rows(), weight.columns());
        for (int r = 0; r < weight.rows(); r++) {
            if (open[r]) some.addRow(weight, r);
            else some.endRow();
        }
        return new Linear(name, some.build(), bias);
    }

    public String name() {
        return name;
    }

    /// `[out, in]`.
    public CsrMatrix weight() {
        return weight;
    }

    /// `[out]`, shared.
    public float[] bias() {
        return bias;
    }

    /// `[in, out]`, which the backward pass and "who writes here" need; made when first asked for. Two threads that ask
    /// at once may both make it, and make the same.
    public CsrMatrix transposed() {
        CsrMatrix made = transposed;
        if (made == null) {
            made = weight.transpose();
            transposed = made;
        }
        return made;
    }

    /// [#weight()] as products take it; made when first asked for.
    public RowsByLength byLength() {
        RowsByLength made = byLength;
        if (made == null) {
            made = RowsByLength.of(weight);
            byLength = made;
        }
        return made;
    }

    /// The same of [#transposed()].
    public RowsByLength transposedByLength() {
        RowsByLength made = transposedByLength;
        if (made == null) {
            made = RowsByLength.of(transposed());
            transposedByLength = made;
        }
        return made;
    }
}
