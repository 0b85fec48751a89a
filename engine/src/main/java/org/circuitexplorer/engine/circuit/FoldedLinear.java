package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A linear layer of which only a few inputs vary: the others are folded into the bias.
///
/// @param weight `[varying rows, inputs]`
/// @param bias `[varying rows]`
/// @param rowOf row of each wanted output
/// @param constant value of each output that no input reaches and nobody wants
record FoldedLinear(CsrMatrix weight, float[] bias, int[] rowOf, float[] constant) {
    /// @param w `[outputs, all inputs]`
    /// @param bias `[outputs]`
    /// @param inputs the inputs that vary, ascending
    /// @param mean value of each input when it does not vary
    /// @param wanted the outputs that are wanted, ascending
    static FoldedLinear of(CsrMatrix w, float[] bias, int[] inputs, float[] mean, int[] wanted) {
        int[] slot = new int[w.columns()];
        Arrays.fill(slot, -1);
        for (int i = 0; i < inputs.length; i++) slot[inputs[i]] = i;
        int[] rows = IntStream.range(0, w.rows())
                .filter(r -> Arrays.binarySearch(wanted, r) >= 0 || reached(w, r, slot))
                .toArray();
        CsrBuilder builder = new CsrBuilder(rows.length, inputs.length);
        float[] folded = new float[w.rows()];
        for (int r = 0; r < w.rows(); r++) folded[r] = fold(w, r, bias[r], slot, mean);
        float[] rowBias = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rowBias[i] = folded[rows[i]];
            for (int at = w.rowStart()[rows[i]]; at < w.rowStart()[rows[i] + 1]; at++) {
                if (slot[w.column()[at]] >= 0) builder.add(slot[w.column()[at]], w.value()[at]);
            }
            builder.endRow();
        }
        int[] rowOf = IntStream.of(wanted)
                .map(channel -> Arrays.binarySearch(rows, channel))
                .toArray();
        float[] constant = new float[w.rows() - rows.length];
        int next = 0;
        for (int r = 0; r < w.rows(); r++) {
            if (Arrays.binarySearch(rows, r) < 0) constant[next++] = folded[r];
        }
        return new FoldedLinear(builder.build(), rowBias, rowOf, constant);
    }

    int rows() {
        return bias.length;
    }

    /// The same with other constant outputs.
    FoldedLinear withConstant(float[] values) {
        return new FoldedLinear(weight, bias, rowOf, values);
    }

    private static boolean reached(CsrMatrix w, int row, int[] slot) {
        for (int at = w.rowStart()[row]; at < w.rowStart()[row + 1]; at++) {
            if (slot[w.column()[at]] >= 0) return true;
        }
        return false;
    }

    private static float fold(CsrMatrix w, int row, float bias, int[] slot, float[] mean) {
        double sum = bias;
        for (int at = w.rowStart()[row]; at < w.rowStart()[row + 1]; at++) {
            if (slot[w.column()[at]] < 0) sum += (double) w.value()[at] * mean[w.column()[at]];
        }
        return (float) sum;
    }
}
