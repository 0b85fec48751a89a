package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.kernel.Normalization;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// The residual stream over a tree of prompts: the channels that are followed, and all that the others, which never
/// change, mean to norms and to AbsTopK.
///
/// @param squares `[sublayers + 1][columns]` sum of the other channels' squares before each sublayer and at the end
/// @param rivals before each sublayer, the other channels that may or may not be among the top k of a READ site
record TreeStream(PrefixTree tree, StreamRows rows, double[][] squares, Rivals[] rivals) {
    /// Of the k largest magnitudes among the channels that are not followed only the smallest matter, as many as there
    /// are channels followed: the larger ones are certain of their place.
    ///
    /// @param certain how many are certain of their place
    /// @param value `[count][columns]` the others, times the norm's weight, in no order
    record Rivals(int certain, int count, float[] value) {}

    /// Appends the rivals before a sublayer to the normed channels of a tile.
    ///
    /// @param normed `[channels][TILE]`, the first ones are those that are followed
    void appendRivals(int sublayer, int tile, Normalization normalization, float[] normed) {
        Rivals r = rivals[sublayer];
        int stride = tree.tiles() * TILE;
        for (int i = 0; i < r.count; i++) {
            normalization.scale(r.value, i * stride + tile * TILE, normed, (rows.count() + i) * TILE);
        }
    }

    /// Fills a tile with the embeddings of its tokens.
    void embed(SparseTransformer model, int tile, float[] stream) {
        embed(model, tree, tile, rows.rowOf(), rows.count(), stream);
    }

    /// @param rowOf for each channel its row in `stream`, or -1
    static void embed(SparseTransformer model, PrefixTree tree, int tile, int[] rowOf, int rows, float[] stream) {
        Arrays.fill(stream, 0, rows * TILE, 0f);
        boolean addPositions = model.config().positionWidth() == 0;
        for (int j = 0; j < tree.columns(tile); j++) {
            int column = tile * TILE + j;
            addRow(model.tokenEmbedding(), tree.token()[column], rowOf, stream, j);
            if (addPositions) addRow(model.positionEmbedding(), tree.depth()[column], rowOf, stream, j);
        }
    }

    private static void addRow(CsrMatrix embedding, int row, int[] rowOf, float[] stream, int column) {
        for (int at = embedding.rowStart()[row]; at < embedding.rowStart()[row + 1]; at++) {
            int r = rowOf[embedding.column()[at]];
            if (r >= 0) stream[r * TILE + column] += embedding.value()[at];
        }
    }
}
