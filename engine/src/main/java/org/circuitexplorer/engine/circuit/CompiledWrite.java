package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.TopKPlace;

/// The WRITE nodes of a sublayer, and the residual stream after it.
///
/// @param projection from the nodes before to the WRITE nodes
/// @param after where AbsTopK may act on the stream after this sublayer
record CompiledWrite(ModelConfig config, FoldedTopK projection, TopKPlace after) {
    UniverseSite nodes() {
        return projection.nodes();
    }

    /// Adds the sublayer's result to a tile of the stream, given the projection's inputs in `scratch.inner`, which are
    /// not read where no WRITE node is kept.
    void run(TreeStream tree, int tile, TreeMask mask, CompiledScratch scratch) {
        float[] stream = scratch.stream[tile];
        float[] written = scratch.in;
        projection.select(tree.tree(), tile, scratch.inner, mask, scratch, written, 0, TILE);
        UniverseSite nodes = nodes();
        int next = 0;
        for (int r = 0; r < tree.rows().count(); r++) {
            int channel = tree.rows().channel()[r];
            if (next < nodes.size() && nodes.channel()[next] == channel) {
                for (int j = 0; j < TILE; j++) stream[r * TILE + j] += written[next * TILE + j];
                next++;
            } else {
                add(stream, r, nodes.mean()[channel]);
            }
        }
        finish(tree, tile, stream, scratch);
    }

    private static void add(float[] stream, int row, float value) {
        for (int j = row * TILE; j < (row + 1) * TILE; j++) stream[j] += value;
    }

    /// What acts on the stream itself mixes its channels; then all of them are followed.
    private void finish(TreeStream tree, int tile, float[] stream, CompiledScratch scratch) {
        int rows = tree.rows().count();
        int columns = tree.tree().columns(tile);
        scratch.function.forward(config.residualActivation(), stream, rows, columns);
        scratch.topK.select(stream, rows, config.kept(after, config.modelWidth()), columns);
    }
}
