package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.RankSelection.Constants;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.run.PositionChannels;
import org.jspecify.annotations.Nullable;

/// The READ nodes of a sublayer: norm, positions, AbsTopK for the nodes of the universe alone.
///
/// @param sublayer its number
/// @param nodes the universe's READ nodes
/// @param topK how many channels AbsTopK keeps
record CompiledRead(
        ModelConfig config,
        int sublayer,
        Norm norm,
        @Nullable PositionChannels positions,
        UniverseSite nodes,
        int topK) {
    /// Fills `scratch.in` with one row for each node: its value, or what fills it when the mask drops it.
    void run(TreeStream stream, int tile, TreeMask mask, CompiledScratch scratch) {
        if (nodes.keepsAny(mask)) norm(stream, tile, scratch);
        TreeStream.Rivals rivals = stream.rivals()[sublayer];
        int ranked = (positions == null ? stream.rows().count() : config.readWidth()) + rivals.count();
        Constants constants = Constants.none(topK - rivals.certain());
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.keeps(mask, i)) {
                scratch.selection.select(
                        scratch.normed,
                        ranked,
                        constants,
                        stream.tree().depth(),
                        stream.tree().firstColumn(tile),
                        stream.rows().row(nodes.channel()[i]),
                        scratch.in,
                        i * TILE,
                        stream.tree().columns(tile));
                mask.fill(nodes.node()[i], tile, scratch.in, i * TILE);
            } else {
                Arrays.fill(scratch.in, i * TILE, (i + 1) * TILE, nodes.frozen(mask, i));
            }
        }
    }

    private void norm(TreeStream stream, int tile, CompiledScratch scratch) {
        scratch.normalization.forward(
                norm,
                stream.rows().channel(),
                scratch.stream[tile],
                stream.squares()[sublayer],
                tile * TILE,
                scratch.normed);
        if (positions != null) {
            positions.write(stream.tree().depth(), tile * TILE, scratch.normed, config.modelWidth());
        }
        stream.appendRivals(sublayer, tile, scratch.normalization, scratch.normed);
    }
}
