package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.kernel.SparseProduct;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A linear layer of which only a few inputs vary from token to token. What the others contribute is folded into the
/// bias: once, or once for each depth when some of them differ with a token's place in its prompt.
///
/// @param weight `[varying rows, inputs]`
/// @param bias `[varying rows]`, zeros where it differs with depth
/// @param biasAtDepth `[varying rows][depths]`, empty where it does not
/// @param rowOf row of each wanted output
/// @param constant `[depths][]` value of each output that no input reaches and nobody wants
record FoldedLinear(CsrMatrix weight, float[] bias, float[] biasAtDepth, int[] rowOf, float[][] constant) {
    /// @param w `[outputs, all inputs]`
    /// @param bias `[outputs]`
    /// @param inputs the inputs that vary, ascending
    /// @param mean `[depths][all inputs]` value of each input when it does not vary
    /// @param wanted the outputs that are wanted, ascending
    static FoldedLinear of(CsrMatrix w, float[] bias, int[] inputs, float[][] mean, int[] wanted) {
        int[] slot = new int[w.columns()];
        Arrays.fill(slot, -1);
        for (int i = 0; i < inputs.length; i++) slot[inputs[i]] = i;
        int[] rows = IntStream.range(0, w.rows())
                .filter(r -> Arrays.binarySearch(wanted, r) >= 0 || reached(w, r, slot))
                .toArray();
        int[] others = IntStream.range(0, w.rows())
                .filter(r -> Arrays.binarySearch(rows, r) < 0)
                .toArray();
        int[] rowOf = IntStream.of(wanted)
                .map(channel -> Arrays.binarySearch(rows, channel))
                .toArray();
        float[][] rowBias = new float[mean.length][];
        float[][] constant = new float[mean.length][];
        for (int d = 0; d < mean.length; d++) {
            rowBias[d] = fold(w, rows, bias, slot, mean[d]);
            constant[d] = fold(w, others, bias, slot, mean[d]);
        }
        CsrMatrix weight = varying(w, rows, inputs.length, slot);
        return mean.length == 1
                ? new FoldedLinear(weight, rowBias[0], new float[0], rowOf, constant)
                : new FoldedLinear(weight, new float[rows.length], byRow(rowBias), rowOf, constant);
    }

    private static float[] byRow(float[][] byDepth) {
        int rows = byDepth[0].length;
        float[] byRow = new float[rows * byDepth.length];
        for (int i = 0; i < byRow.length; i++) byRow[i] = byDepth[i % byDepth.length][i / byDepth.length];
        return byRow;
    }

    private static CsrMatrix varying(CsrMatrix w, int[] rows, int inputs, int[] slot) {
        CsrBuilder builder = new CsrBuilder(rows.length, inputs);
        for (int row : rows) {
            for (int at = w.rowStart()[row]; at < w.rowStart()[row + 1]; at++) {
                if (slot[w.column()[at]] >= 0) builder.add(slot[w.column()[at]], w.value()[at]);
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static boolean reached(CsrMatrix w, int row, int[] slot) {
        for (int at = w.rowStart()[row]; at < w.rowStart()[row + 1]; at++) {
            if (slot[w.column()[at]] >= 0) return true;
        }
        return false;
    }

    private static float[] fold(CsrMatrix w, int[] rows, float[] bias, int[] slot, float[] mean) {
        float[] folded = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = bias[rows[i]];
            for (int at = w.rowStart()[rows[i]]; at < w.rowStart()[rows[i] + 1]; at++) {
                if (slot[w.column()[at]] < 0) sum += (double) w.value()[at] * mean[w.column()[at]];
            }
            folded[i] = (float) sum;
        }
        return folded;
    }

    int rows() {
        return weight.rows();
    }

    /// Number of depths at which the folded part differs, 1 where it is the same everywhere.
    int depths() {
        return constant.length;
    }

    /// The same with other constant outputs.
    FoldedLinear withConstant(float[][] values) {
        return new FoldedLinear(weight, bias, biasAtDepth, rowOf, values);
    }

    /// Writes one row of `out` for each row that varies, at the columns of a tile.
    void multiply(PrefixTree tree, int tile, float[] in, float[] out) {
        int columns = tree.columns(tile);
        SparseProduct.multiply(weight, bias, 0, rows(), in, out, columns);
        if (depths() == 1) return;
        int[] depth = tree.depth();
        int first = tree.firstColumn(tile);
        for (int r = 0; r < rows(); r++) {
            int row = r * depths();
            for (int j = 0; j < columns; j++) out[r * TILE + j] += biasAtDepth[row + depth[first + j]];
        }
    }
}
