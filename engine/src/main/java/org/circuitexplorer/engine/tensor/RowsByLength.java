package org.circuitexplorer.engine.tensor;

import java.util.Arrays;
import java.util.Objects;

/// A sparse matrix with its rows in the order of their number of entries, those with as many as each other as they
/// were. A product that takes them one after the other ends row after row at the same count, which a processor
/// foretells.
///
/// Every column is known to be one of the matrix, so that a product need not look.
///
/// @param sorted the rows in that order
/// @param number `[rows]` number of each of them in the matrix they are from
public record RowsByLength(CsrMatrix sorted, int[] number) {
    public RowsByLength {
        for (int column : sorted.column()) Objects.checkIndex(column, sorted.columns());
    }

    public static RowsByLength of(CsrMatrix matrix) {
        int[] number = byLength(matrix);
        CsrBuilder sorted = new CsrBuilder(matrix.rows(), matrix.columns(), matrix.nonZeros());
        for (int r : number) sorted.addRow(matrix, r);
        return new RowsByLength(sorted.build(), number);
    }

    private static int[] byLength(CsrMatrix matrix) {
        long[] lengthAndNumber = new long[matrix.rows()];
        Arrays.setAll(lengthAndNumber, r -> (long) (matrix.rowStart()[r + 1] - matrix.rowStart()[r]) << 32 | r);
        Arrays.sort(lengthAndNumber);
        return Arrays.stream(lengthAndNumber).mapToInt(row -> (int) row).toArray();
    }
}
