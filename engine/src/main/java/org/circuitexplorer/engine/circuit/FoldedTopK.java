package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.RankSelection;
import org.circuitexplorer.engine.kernel.SparseProduct;

/// A folded linear layer with the AbsTopK that follows it.
///
/// Of the constant outputs no more can matter than there are rows that vary: those of larger magnitude always keep
/// their place, those of smaller never get one.
///
/// @param linear the rows that vary
/// @param rivals magnitudes of the constant outputs that can matter
/// @param topK how many places these and the rows share
record FoldedTopK(FoldedLinear linear, float[] rivals, int topK) {
    /// @param topK how many of all outputs AbsTopK keeps
    static FoldedTopK of(FoldedLinear linear, int topK) {
        float[] size = linear.constant().clone();
        for (int i = 0; i < size.length; i++) size[i] = Math.abs(size[i]);
        Arrays.sort(size);
        int from = Math.max(0, size.length - topK);
        int to = Math.clamp(size.length - (long) topK + linear.rows(), from, size.length);
        return new FoldedTopK(linear, Arrays.copyOfRange(size, from, to), topK - (size.length - to));
    }

    /// Writes one row of `out` for each row that varies.
    void multiply(float[] in, float[] out, int columns) {
        SparseProduct.multiply(linear.weight(), linear.bias(), 0, linear.rows(), in, out, columns);
    }

    /// What AbsTopK makes of a wanted output.
    ///
    /// @param i its number among the wanted
    /// @param rows values of the rows that vary
    /// @param out receives one row from `at`
    void select(int i, float[] rows, float[] out, int at, int columns) {
        RankSelection.select(rows, linear.rows(), rivals, topK, linear.rowOf()[i], out, at, columns);
    }
}
