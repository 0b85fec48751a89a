package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.ActivationFunction;
import org.circuitexplorer.engine.kernel.RankSelection.Constants;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.tensor.Panel;

/// A folded linear layer, with the function and the AbsTopK that follow it.
///
/// Of the constant outputs no more can matter than there are rows that vary: those of larger magnitude always keep
/// their place, those of smaller never get one.
///
/// @param nodes the outputs that are wanted
/// @param linear the rows that vary
/// @param function acts on every output before AbsTopK
/// @param constants the constant outputs that can matter, by depth where the linear layer's are
record FoldedTopK(UniverseSite nodes, FoldedLinear linear, Activation function, Constants constants) {
    /// @param topK how many of all outputs AbsTopK keeps
    static FoldedTopK of(UniverseSite nodes, FoldedLinear linear, Activation function, int topK) {
        float[][] rivals = new float[linear.depths()][];
        int[] places = new int[linear.depths()];
        for (int d = 0; d < rivals.length; d++) {
            float[] size = activated(linear.constant()[d], function);
            for (int i = 0; i < size.length; i++) size[i] = Math.abs(size[i]);
            Arrays.sort(size);
            int from = Math.max(0, size.length - topK);
            int to = Math.clamp(size.length - (long) topK + linear.rows(), from, size.length);
            rivals[d] = Arrays.copyOfRange(size, from, to);
            places[d] = topK - (size.length - to);
        }
        return new FoldedTopK(nodes, linear, function, new Constants(rivals, places));
    }

    private static float[] activated(float[] values, Activation function) {
        float[] tiles = Arrays.copyOf(values, Panel.tileCount(values.length) * TILE);
        new ActivationFunction().forward(function, tiles, tiles.length / TILE, TILE);
        return Arrays.copyOf(tiles, values.length);
    }

    /// What AbsTopK makes of the wanted outputs that a mask keeps; others get what they are frozen at.
    ///
    /// @param tile whose columns these are
    /// @param in what the inputs are
    /// @param out receives one row of `TILE` values for each of them from `outAt`
    /// @param stride from one row to the next
    void select(
            PrefixTree tree,
            int tile,
            float[] in,
            TreeMask mask,
            CompiledScratch scratch,
            float[] out,
            int outAt,
            int stride) {
        int columns = tree.columns(tile);
        boolean counts = nodes.keepsAny(mask) && !constants.excludeNone(linear.rows());
        for (int i = 0; i < nodes.size(); i++) {
            int at = outAt + i * stride;
            if (nodes.keeps(mask, i)) {
                linear.multiply(tree, tile, linear.rowOf()[i], linear.rowOf()[i] + 1, in, scratch.channel);
                scratch.function.forward(function, scratch.channel, 1, columns);
                System.arraycopy(scratch.channel, 0, out, at, TILE);
            } else {
                Arrays.fill(out, at, at + TILE, nodes.frozen(mask, i));
            }
        }
        if (counts) count(tree, tile, in, mask, scratch, out, outAt, stride);
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.keeps(mask, i)) continue;
            int at = outAt + i * stride;
            if (counts) {
                scratch.selection.clear(constants, tree.depth(), tree.firstColumn(tile), i, out, at, columns);
            }
            mask.fill(nodes.node()[i], tile, out, at);
        }
    }

    /// Counts the rows that exceed each of those that are kept, a few at a time, which stay in the first cache.
    private void count(
            PrefixTree tree,
            int tile,
            float[] in,
            TreeMask mask,
            CompiledScratch scratch,
            float[] out,
            int outAt,
            int stride) {
        int columns = tree.columns(tile);
        scratch.selection.begin(nodes.size());
        for (int from = 0; from < linear.rows(); from += CompiledScratch.ROWS) {
            int to = Math.min(from + CompiledScratch.ROWS, linear.rows());
            linear.multiply(tree, tile, from, to, in, scratch.rows);
            scratch.function.forward(function, scratch.rows, to - from, columns);
            for (int i = 0; i < nodes.size(); i++) {
                if (!nodes.keeps(mask, i)) continue;
                scratch.selection.count(scratch.rows, to - from, i, out, outAt + i * stride, columns);
            }
        }
    }
}
