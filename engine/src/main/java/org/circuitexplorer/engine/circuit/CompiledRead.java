package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.RankSelection;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.run.PositionChannels;
import org.jspecify.annotations.Nullable;

/// The READ nodes of a sublayer: norm, positions, AbsTopK for the nodes of the universe alone.
///
/// @param nodes the universe's READ nodes
/// @param topK how many channels AbsTopK keeps
record CompiledRead(ModelConfig config, Norm norm, @Nullable PositionChannels positions, UniverseSite nodes, int topK) {
    private static final float[] NONE = {};

    /// Fills `scratch.in` with one row for each node: its value, or what fills it when the mask drops it.
    void run(PrefixTree tree, int tile, NodeMask mask, CompiledScratch scratch) {
        if (nodes.keepsAny(mask)) {
            scratch.normalization.forward(norm, scratch.stream[tile], scratch.normed);
            if (positions != null) {
                positions.write(tree.depth(), tile * TILE, scratch.normed, config.modelWidth());
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.keeps(mask, i)) {
                RankSelection.select(
                        scratch.normed,
                        config.readWidth(),
                        NONE,
                        topK,
                        nodes.channel()[i],
                        scratch.in,
                        i * TILE,
                        tree.columns(tile));
                mask.fill(nodes.node()[i], scratch.in, i * TILE, (i + 1) * TILE);
            } else {
                Arrays.fill(scratch.in, i * TILE, (i + 1) * TILE, nodes.frozen(mask, i));
            }
        }
    }
}
