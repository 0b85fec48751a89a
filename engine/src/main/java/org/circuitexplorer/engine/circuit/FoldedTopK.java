package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.RankSelection;
import org.circuitexplorer.engine.kernel.RankSelection.Constants;

/// A folded linear layer with the AbsTopK that follows it.
///
/// Of the constant outputs no more can matter than there are rows that vary: those of larger magnitude always keep
/// their place, those of smaller never get one.
///
/// @param linear the rows that vary
/// @param constants the constant outputs that can matter, by depth where the linear layer's are
record FoldedTopK(FoldedLinear linear, Constants constants) {
    /// @param topK how many of all outputs AbsTopK keeps
    static FoldedTopK of(FoldedLinear linear, int topK) {
        float[][] rivals = new float[linear.depths()][];
        int[] places = new int[linear.depths()];
        for (int d = 0; d < rivals.length; d++) {
            float[] size = linear.constant()[d].clone();
            for (int i = 0; i < size.length; i++) size[i] = Math.abs(size[i]);
            Arrays.sort(size);
            int from = Math.max(0, size.length - topK);
            int to = Math.clamp(size.length - (long) topK + linear.rows(), from, size.length);
            rivals[d] = Arrays.copyOfRange(size, from, to);
            places[d] = topK - (size.length - to);
        }
        return new FoldedTopK(linear, new Constants(rivals, places));
    }

    /// What AbsTopK makes of a wanted output.
    ///
    /// @param i its number among the wanted
    /// @param tile whose columns these are
    /// @param rows values of the rows that vary
    /// @param out receives one row from `at`
    void select(int i, PrefixTree tree, int tile, RankSelection selection, float[] rows, float[] out, int at) {
        selection.select(
                rows,
                linear.rows(),
                constants,
                tree.depth(),
                tree.firstColumn(tile),
                linear.rowOf()[i],
                out,
                at,
                tree.columns(tile));
    }
}
