package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.kernel.DepthRows;
import org.circuitexplorer.engine.kernel.SparseProduct;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A linear layer of which only a few inputs vary from token to token. What the others contribute is folded into the
/// bias: once, or once for each depth when some of them differ with a token's place in its prompt.
///
/// @param weight `[varying rows, inputs]`
/// @param bias `[varying rows]`, zeros where it differs with depth
/// @param biasAtDepth `[varying rows][depths rounded up]`, empty where it does not
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
        int[] entries =
                IntStream.range(0, w.rows()).map(r -> reaching(w, r, slot)).toArray();
        // Rows with as many entries follow each other: then the processor knows when the next sum ends.
        int[] rows = IntStream.range(0, w.rows())
                .filter(r -> Arrays.binarySearch(wanted, r) >= 0 || entries[r] > 0)
                .boxed()
                .sorted(Comparator.comparing(r -> entries[r]))
                .mapToInt(r -> r)
                .toArray();
        int[] place = new int[w.rows()];
        Arrays.fill(place, -1);
        for (int i = 0; i < rows.length; i++) place[rows[i]] = i;
        int[] others = IntStream.range(0, w.rows()).filter(r -> place[r] < 0).toArray();
        int[] rowOf = IntStream.of(wanted).map(channel -> place[channel]).toArray();
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
        int length = DepthRows.length(byDepth.length);
        float[] byRow = new float[rows * length];
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < byDepth.length; d++) byRow[r * length + d] = byDepth[d][r];
        }
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

    /// How many of the inputs reach a row.
    private static int reaching(CsrMatrix w, int row, int[] slot) {
        int count = 0;
        for (int at = w.rowStart()[row]; at < w.rowStart()[row + 1]; at++) {
            if (slot[w.column()[at]] >= 0) count++;
        }
        return count;
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

    /// Writes some of the rows that vary, at the columns of a tile.
    ///
    /// @param out `[to - from][TILE]`
    void multiply(PrefixTree tree, int tile, int from, int to, float[] in, float[] out) {
        int columns = tree.columns(tile);
        SparseProduct.multiply(weight, bias, from, to, in, out, columns);
        if (depths() > 1) tree.byDepth().add(tile, biasAtDepth, DepthRows.length(depths()), from, to, out);
    }
}
