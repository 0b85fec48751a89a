package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.Random;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.RowsByLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseProductTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "13,7,5", "64,207,17", "33,130,24", "207,64,9", "5,300,32", "40,40,31"})
    void agreesWithTheNaiveProduct(int rows, int channels, int columns) {
        Random random = new Random(31L * rows + channels);
        CsrMatrix w = random(random, rows, channels);
        float[] in = Tiles.gaussian(random, channels);
        float[] bias = uniform(random, rows);
        int from = rows / 3;
        float[] out = new float[(rows - from) * TILE];
        SparseProduct.multiply(w, bias, from, rows, in, out, columns);
        requireProduct(w, bias, from, in, out, columns);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,0,5", "12,7,5", "63,207,17", "33,130,24", "207,64,9", "6,300,32", "39,40,31"})
    void aWholeMatrixFillsOneTileOrThree(int rows, int channels, int columns) {
        Random random = new Random(17L * rows + channels);
        CsrMatrix w = random(random, rows, channels);
        float[] in = Tiles.gaussian(random, channels);
        float[] bias = uniform(random, rows);
        float[] rowByRow = new float[rows * TILE];
        SparseProduct.multiply(w, bias, 0, rows, in, rowByRow, columns);
        TileProduct product = new TileProduct();
        // What was multiplied before leaves nothing behind.
        product.load(Tiles.gaussian(random, channels + 5), channels + 5);
        product.load(in, channels);
        float[] out = new float[rows * TILE];
        product.multiply(RowsByLength.of(w), bias, columns, out);
        assertThat(out).isEqualTo(rowByRow);
        if (rows % 3 != 0) return;
        float[][] three = new float[3][rows / 3 * TILE];
        product.multiply(RowsByLength.of(w), bias, columns, three);
        for (int i = 0; i < 3; i++) {
            int first = i * rows / 3 * TILE;
            assertThat(three[i]).isEqualTo(Arrays.copyOfRange(rowByRow, first, first + rows / 3 * TILE));
        }
    }

    /// Products read by address, so that nothing else may keep them from reading what is not the tile's.
    @Test
    void aMatrixThatReadsBeyondTheTileIsRefused() {
        TileProduct product = new TileProduct();
        RowsByLength rows = RowsByLength.of(random(new Random(3), 40, 30));
        float[] out = new float[40 * TILE];
        product.load(new float[30 * TILE], 29);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> product.multiply(rows, new float[40], TILE, out))
                .withMessage("expected a tile of 30 channels and at most 32 columns in use, found 29 and 32");
        product.load(new float[30 * TILE], 30);
        assertThatIllegalArgumentException().isThrownBy(() -> product.multiply(rows, new float[40], TILE + 1, out));
        for (int column : new int[] {-1, 2}) {
            CsrMatrix wrong = new CsrMatrix(1, 2, new int[] {0, 1}, new int[] {column}, new float[] {1});
            assertThatThrownBy(() -> RowsByLength.of(wrong)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void rowsByLengthAreTheRowsShortestFirst() {
        CsrMatrix w = random(new Random(3), 40, 30);
        RowsByLength rows = RowsByLength.of(w);
        int before = 0;
        for (int i = 0; i < 40; i++) {
            int from = rows.sorted().rowStart()[i];
            int to = rows.sorted().rowStart()[i + 1];
            assertThat(to - from).isGreaterThanOrEqualTo(before);
            before = to - from;
            for (int c = 0; c < 30; c++) assertThat(rows.sorted().get(i, c)).isEqualTo(w.get(rows.number()[i], c));
        }
        assertThat(rows.number()).doesNotHaveDuplicates();
    }

    private static float[] uniform(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.nextFloat();
        return values;
    }

    private static void requireProduct(CsrMatrix w, float[] bias, int from, float[] in, float[] out, int columns) {
        for (int r = from; r < w.rows(); r++) {
            for (int j = 0; j < columns; j++) {
                double sum = bias[r];
                double size = Math.abs(bias[r]);
                for (int c = 0; c < w.columns(); c++) {
                    double term = (double) w.get(r, c) * in[c * TILE + j];
                    sum += term;
                    size += Math.abs(term);
                }
                // Each of at most as many roundings as channels errs by half a unit in the last place of a partial sum.
                assertThat((double) out[(r - from) * TILE + j]).isCloseTo(sum, within(size * w.columns() * 0x1p-24));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "13,7", "40,41"})
    void transposingTwiceGivesTheMatrixBack(int rows, int columns) {
        CsrMatrix w = random(new Random(5), rows, columns);
        CsrMatrix t = w.transpose();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) assertThat(t.get(c, r)).isEqualTo(w.get(r, c));
        }
        assertThat(t.transpose().column()).isEqualTo(w.column());
    }

    private static CsrMatrix random(Random random, int rows, int columns) {
        CsrBuilder builder = new CsrBuilder(rows, columns);
        float[] row = new float[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextInt(4) == 0 ? (float) random.nextGaussian() : 0f;
            }
            builder.addRow(row);
        }
        return builder.build();
    }
}
