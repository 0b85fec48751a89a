package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

/// An MLP of which only the universe's nodes vary.
///
/// @param read READ nodes
/// @param neurons from them to the neurons
/// @param write WRITE nodes
record CompiledMlp(CompiledRead read, FoldedTopK neurons, CompiledWrite write) implements CompiledSublayer {
    @Override
    public void run(TreeStream stream, TreeMask mask, CompiledScratch scratch) {
        boolean varies = write.nodes().keepsAny(mask);
        for (int tile = 0; tile < stream.tree().tiles(); tile++) {
            if (varies) neurons(stream, tile, mask, scratch);
            write.run(stream, tile, mask, scratch);
        }
    }

    /// Leaves one row for each neuron of the universe in `scratch.inner`.
    private void neurons(TreeStream stream, int tile, TreeMask mask, CompiledScratch scratch) {
        if (neurons.nodes().keepsAny(mask)) read.run(stream, tile, mask, scratch);
        neurons.select(stream.tree(), tile, scratch.in, mask, scratch, scratch.inner, 0, TILE);
    }
}
