package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.TopKPlace;

/// The WRITE nodes of a sublayer, and the residual stream after it.
///
/// @param nodes the universe's WRITE nodes
/// @param linear output projection
/// @param after where AbsTopK may act on the stream after this sublayer
record CompiledWrite(ModelConfig config, UniverseSite nodes, FoldedTopK linear, TopKPlace after) {
    /// Adds the sublayer's result to a tile of the stream when nothing of it is kept.
    void addFrozen(TreeStream tree, int tile, TreeMask mask, CompiledScratch scratch) {
        float[] stream = scratch.stream[tile];
        int next = 0;
        for (int r = 0; r < tree.rows().count(); r++) {
            int channel = tree.rows().channel()[r];
            boolean inUniverse = next < nodes.size() && nodes.channel()[next] == channel;
            add(stream, r, inUniverse ? nodes.frozen(mask, next++) : nodes.mean()[channel]);
        }
        finish(tree, tile, stream, scratch);
    }

    /// Adds the sublayer's result to a tile of the stream, given the projection's inputs in `scratch.inner`.
    void run(TreeStream tree, int tile, TreeMask mask, CompiledScratch scratch) {
        float[] stream = scratch.stream[tile];
        float[] written = scratch.in;
        linear.select(tree.tree(), tile, scratch.inner, Activation.IDENTITY, nodes, mask, scratch, written, 0, TILE);
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
