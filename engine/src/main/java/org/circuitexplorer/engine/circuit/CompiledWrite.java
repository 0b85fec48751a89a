package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.RankSelection;
import org.circuitexplorer.engine.kernel.SparseProduct;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.TopKPlace;

/// The WRITE nodes of a sublayer, and the residual stream after it.
///
/// @param nodes the universe's WRITE nodes
/// @param linear output projection, its constant rows as magnitudes
/// @param topK how many channels AbsTopK keeps
/// @param after where AbsTopK may act on the stream after this sublayer
record CompiledWrite(ModelConfig config, UniverseSite nodes, FoldedLinear linear, int topK, TopKPlace after) {
    /// Adds the sublayer's result to a tile of the stream when nothing of it is kept.
    void addFrozen(PrefixTree tree, int tile, NodeMask mask, CompiledScratch scratch) {
        float[] stream = scratch.stream[tile];
        int next = 0;
        for (int c = 0; c < config.modelWidth(); c++) {
            boolean inUniverse = next < nodes.size() && nodes.channel()[next] == c;
            add(stream, c, inUniverse ? nodes.frozen(mask, next) : nodes.mean()[c]);
            if (inUniverse) next++;
        }
        finish(tree, tile, stream, scratch);
    }

    /// Adds the sublayer's result to a tile of the stream, given the projection's inputs in `scratch.in`.
    void run(PrefixTree tree, int tile, NodeMask mask, CompiledScratch scratch) {
        int columns = tree.columns(tile);
        float[] stream = scratch.stream[tile];
        SparseProduct.multiply(linear.weight(), linear.bias(), 0, linear.rows(), scratch.in, scratch.out, columns);
        int next = 0;
        for (int c = 0; c < config.modelWidth(); c++) {
            boolean inUniverse = next < nodes.size() && nodes.channel()[next] == c;
            if (inUniverse && nodes.keeps(mask, next)) {
                RankSelection.select(
                        scratch.out,
                        linear.rows(),
                        linear.constant(),
                        topK,
                        linear.rowOf()[next],
                        scratch.channel,
                        0,
                        columns);
                mask.fill(nodes.node()[next], scratch.channel, 0, TILE);
                for (int j = 0; j < TILE; j++) stream[c * TILE + j] += scratch.channel[j];
            } else {
                add(stream, c, inUniverse ? nodes.frozen(mask, next) : nodes.mean()[c]);
            }
            if (inUniverse) next++;
        }
        finish(tree, tile, stream, scratch);
    }

    private static void add(float[] stream, int channel, float value) {
        for (int j = channel * TILE; j < (channel + 1) * TILE; j++) stream[j] += value;
    }

    private void finish(PrefixTree tree, int tile, float[] stream, CompiledScratch scratch) {
        scratch.function.forward(config.residualActivation(), stream, config.modelWidth(), tree.columns(tile));
        scratch.topK.select(stream, config.modelWidth(), config.kept(after, config.modelWidth()), tree.columns(tile));
    }

    /// The magnitudes of the constant outputs of a projection, as [RankSelection] wants them.
    static FoldedLinear magnitudes(FoldedLinear linear) {
        float[] size = linear.constant().clone();
        for (int i = 0; i < size.length; i++) size[i] = Math.abs(size[i]);
        Arrays.sort(size);
        return linear.withConstant(size);
    }
}
