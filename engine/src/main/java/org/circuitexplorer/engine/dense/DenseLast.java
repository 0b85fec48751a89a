package org.circuitexplorer.engine.dense;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/// The last token of every sequence of a part.
///
/// @param sequences number of each sequence in the whole batch
/// @param tokens the last token of every sequence of the whole batch
/// @param choice `[columns, sequences]` zeros and ones
record DenseLast(int[] sequences, int[] tokens, INDArray choice) {
    static DenseLast of(DenseBatch part) {
        int[] columns = part.lastColumns();
        int[] sequences = new int[columns.length];
        Arrays.setAll(sequences, s -> part.first() + s);
        int[] tokens = Arrays.stream(part.whole().lastOfEach())
                .map(t -> part.whole().tokens()[t])
                .toArray();
        float[] values = new float[part.columns() * columns.length];
        for (int i = 0; i < columns.length; i++) values[i * part.columns() + columns[i]] = 1;
        return new DenseLast(sequences, tokens, DenseMatrices.activations(values, part.columns(), columns.length));
    }

    /// A new array of these columns.
    INDArray pick(INDArray from) {
        INDArray picked = DenseMatrices.activations(from.rows(), sequences.length);
        from.mmuli(choice, picked);
        return picked;
    }

    /// Puts columns back among zeros.
    void put(INDArray columns, INDArray to) {
        columns.mmuli(choice.transpose(), to);
    }

    void close() {
        choice.close();
    }
}
