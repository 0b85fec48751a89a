package org.circuitexplorer.engine.io;

import java.util.List;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A sparse matrix as three tensors, `NAME.indptr`, `NAME.indices` and `NAME.values`.
final class CompactMatrix {
    static final String STARTS = ".indptr";
    static final String COLUMNS = ".indices";
    static final String VALUES = ".values";

    private CompactMatrix() {}

    /// Whether a matrix takes less room this way than with its zeros.
    static boolean isSmaller(CsrMatrix matrix) {
        return matrix.rows() + 1L + 2L * matrix.nonZeros() < (long) matrix.rows() * matrix.columns();
    }

    /// The tensors of a matrix; its arrays are shared, not copied.
    static List<NamedTensor> tensors(String name, CsrMatrix matrix) {
        int entries = matrix.nonZeros();
        return List.of(
                NamedTensor.of(name + STARTS, matrix.rowStart(), matrix.rows() + 1),
                NamedTensor.of(name + COLUMNS, matrix.column(), entries),
                NamedTensor.of(name + VALUES, matrix.value(), entries));
    }

    /// Number of entries, from checked row starts.
    static int entries(StoredTensor starts, int columns) throws ModelFormatException {
        int[] rowStart = starts.ints();
        if (rowStart[0] != 0) throw refused(starts, "begins with " + rowStart[0] + ", expected 0");
        for (int r = 1; r < rowStart.length; r++) {
            long entries = (long) rowStart[r] - rowStart[r - 1];
            if (entries < 0 || entries > columns) {
                throw refused(starts, "gives row " + (r - 1) + " " + entries + " entries, expected 0 to " + columns);
            }
        }
        return rowStart[rowStart.length - 1];
    }

    /// The matrix of three tensors whose shapes agree.
    static CsrMatrix read(StoredTensor starts, StoredTensor indices, StoredTensor values, int columns)
            throws ModelFormatException {
        int[] rowStart = starts.ints();
        int[] column = indices.ints();
        for (int r = 0; r + 1 < rowStart.length; r++) {
            int before = -1;
            for (int i = rowStart[r]; i < rowStart[r + 1]; i++) {
                if (column[i] <= before || column[i] >= columns) {
                    throw refused(
                            indices,
                            "holds column " + column[i] + " after " + before + " in row " + r
                                    + ", expected ascending columns below " + columns);
                }
                before = column[i];
            }
        }
        return new CsrMatrix(rowStart.length - 1, columns, rowStart, column, values.floats());
    }

    private static ModelFormatException refused(StoredTensor tensor, String problem) {
        return new ModelFormatException(tensor.file(), tensor.name(), problem);
    }
}
