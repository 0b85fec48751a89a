package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DepthRowsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "20, 20", "33, 16", "64, 17", "70, 40", "97, 97"})
    void addsToEveryTokenTheValueOfItsDepth(int tokens, int depths) {
        Random random = new Random(5);
        int[] depth = random.ints(tokens, 0, depths).toArray();
        int rows = 7;
        int length = DepthRows.length(depths);
        float[] values = Tiles.gaussian(random, rows * length);
        DepthRows byDepth = new DepthRows(depth);
        for (int tile = 0; tile * TILE < tokens; tile++) {
            float[] out = Tiles.gaussian(random, 5);
            float[] expected = out.clone();
            for (int r = 2; r < rows; r++) {
                for (int j = 0; j < TILE && tile * TILE + j < tokens; j++) {
                    expected[(r - 2) * TILE + j] += values[r * length + depth[tile * TILE + j]];
                }
            }
            byDepth.add(tile, values, length, 2, rows, out);
            assertThat(out).containsExactly(expected);
        }
    }
}
