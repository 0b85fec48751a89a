package org.circuitexplorer.engine.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// Some consecutive sequences of a batch, padded to the longest of them.
///
/// @param whole the batch
/// @param first its first sequence that is part of this
/// @param shape how many there are, and the length of the longest
record DenseBatch(TokenBatch whole, int first, DenseShape shape) {
    /// So many columns go through a model at a time, or one sequence where that is longer.
    private static final int MOST_COLUMNS = 512;

    /// Cuts a batch into parts that fit.
    static List<DenseBatch> parts(TokenBatch batch) {
        List<DenseBatch> parts = new ArrayList<>();
        for (int first = 0; first < batch.sequences(); ) {
            int longest = batch.length(first);
            int end = first + 1;
            while (end < batch.sequences()) {
                int length = Math.max(longest, batch.length(end));
                if ((end + 1 - first) * length > MOST_COLUMNS) break;
                longest = length;
                end++;
            }
            parts.add(new DenseBatch(batch, first, new DenseShape(end - first, longest)));
            first = end;
        }
        return parts;
    }

    int columns() {
        return shape.columns();
    }

    /// Index of the first token in the whole batch.
    int firstToken() {
        return whole.start()[first];
    }

    /// Number of tokens without padding.
    int tokens() {
        return whole.start()[first + shape.sequences()] - firstToken();
    }

    /// The column of every token of this part.
    int[] columnOfToken() {
        int[] column = new int[tokens()];
        for (int s = 0; s < shape.sequences(); s++) {
            int from = whole.start()[first + s];
            for (int t = 0; t < whole.length(first + s); t++) column[from - firstToken() + t] = s * shape.length() + t;
        }
        return column;
    }

    /// The token of the whole batch that stands in each column, -1 for padding.
    int[] tokenOfColumn() {
        int[] token = new int[columns()];
        Arrays.fill(token, -1);
        int[] column = columnOfToken();
        for (int t = 0; t < column.length; t++) token[column[t]] = firstToken() + t;
        return token;
    }

    /// The column of the last token of every sequence.
    int[] lastColumns() {
        int[] last = new int[shape.sequences()];
        for (int s = 0; s < last.length; s++) last[s] = s * shape.length() + whole.length(first + s) - 1;
        return last;
    }

    /// Copies the columns of the tokens into a panel of the whole batch.
    ///
    /// @param values `[columns][channels]`
    void copyTo(Panel panel, float[] values) {
        int[] column = columnOfToken();
        int channels = panel.channels();
        for (int t = 0; t < column.length; t++) {
            int to = firstToken() + t;
            float[] tile = panel.tile(to / Panel.TILE);
            int from = column[t] * channels;
            for (int c = 0; c < channels; c++) tile[c * Panel.TILE + to % Panel.TILE] = values[from + c];
        }
    }
}
