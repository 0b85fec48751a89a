package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.stream.IntStream;

/// An attention of which only the universe's nodes vary.
///
/// @param read READ nodes
/// @param query from the READ nodes to the Q nodes
/// @param key likewise
/// @param value likewise
/// @param heads those that have nodes in the universe, first the `varying` ones with Q or K nodes
/// @param write WRITE nodes; the inputs of its projection are the universe's V nodes, then for each head whose
/// attention
///     varies the sum of its probabilities, which carries the mean values of all other V nodes
record CompiledAttention(
        CompiledRead read,
        FoldedTopK query,
        FoldedTopK key,
        FoldedTopK value,
        CompiledHead[] heads,
        int varying,
        CompiledWrite write)
        implements CompiledSublayer {
    @Override
    public void run(TreeStream stream, TreeMask mask, CompiledScratch scratch) {
        PrefixTree tree = stream.tree();
        boolean varies = write.nodes().keepsAny(mask);
        if (varies) attend(stream, mask, scratch);
        for (int tile = 0; tile < tree.tiles(); tile++) {
            if (varies) toInputs(tile, scratch);
            write.run(stream, tile, mask, scratch);
        }
    }

    private void attend(TreeStream stream, TreeMask mask, CompiledScratch scratch) {
        PrefixTree tree = stream.tree();
        for (int tile = 0; tile < tree.tiles(); tile++) {
            read.run(stream, tile, mask, scratch);
            project(query, tree, tile, mask, scratch, scratch.query);
            project(key, tree, tile, mask, scratch, scratch.key);
            project(value, tree, tile, mask, scratch, scratch.value);
        }
        for (int head = 0; head < heads.length; head++) heads[head].run(tree, mask, scratch, head);
    }

    /// Writes one row of `out` for each node, at the columns of a tile.
    private static void project(
            FoldedTopK projection, PrefixTree tree, int tile, TreeMask mask, CompiledScratch scratch, float[] out) {
        projection.select(tree, tile, scratch.in, mask, scratch, out, tile * TILE, scratch.stride);
    }

    private void toInputs(int tile, CompiledScratch scratch) {
        int values = value.nodes().size();
        for (int i = 0; i < values; i++) {
            System.arraycopy(scratch.y, i * scratch.stride + tile * TILE, scratch.inner, i * TILE, TILE);
        }
        for (int h = 0; h < varying; h++) {
            System.arraycopy(scratch.mass, h * scratch.stride + tile * TILE, scratch.inner, (values + h) * TILE, TILE);
        }
    }

    /// Positions of a head's channels among the nodes of a site.
    static int[] slots(UniverseSite site, int firstChannel, int width) {
        return IntStream.range(0, site.size())
                .filter(i -> site.channel()[i] >= firstChannel && site.channel()[i] < firstChannel + width)
                .toArray();
    }
}
