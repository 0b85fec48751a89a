package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.kernel.Normalization;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Concatenated position embeddings: after their own norm they are the same for every sequence, so they are normed
/// once.
///
/// @param width channels of a position
/// @param normed `[positions, width]` row-major
public record PositionChannels(int width, float[] normed) {
    public static PositionChannels of(CsrMatrix embedding, Norm norm) {
        int width = embedding.columns();
        float[] normed = new float[embedding.rows() * width];
        Normalization normalization = new Normalization();
        float[] tile = new float[width * TILE];
        float[] out = new float[width * TILE];
        for (int first = 0; first < embedding.rows(); first += TILE) {
            int columns = Math.min(TILE, embedding.rows() - first);
            for (int c = 0; c < width; c++) {
                for (int j = 0; j < columns; j++) tile[c * TILE + j] = embedding.get(first + j, c);
            }
            normalization.forward(norm, tile, out);
            for (int c = 0; c < width; c++) {
                for (int j = 0; j < columns; j++) normed[(first + j) * width + c] = out[c * TILE + j];
            }
        }
        return new PositionChannels(width, normed);
    }

    /// Writes the channels of the tokens of a tile.
    ///
    /// @param position position of each token of the batch
    /// @param first first token of the tile
    /// @param tile receives rows `firstChannel until firstChannel + width`
    public void write(int[] position, int first, float[] tile, int firstChannel) {
        int columns = Math.min(TILE, position.length - first);
        for (int j = 0; j < columns; j++) {
            int row = position[first + j] * width;
            for (int c = 0; c < width; c++) tile[(firstChannel + c) * TILE + j] = normed[row + c];
        }
    }
}
