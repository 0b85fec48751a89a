package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against [AbsTopK] over all channels, the constant ones written out.
final class RankSelectionTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1, 32", "5, 30, 7, 32", "40, 3, 20, 17", "12, 100, 90, 31", "12, 100, 112, 32", "8, 60, 1, 9"})
    void keepsWhatAbsTopKKeeps(int channels, int constants, int k, int columns) {
        Random random = new Random(3);
        float[] x = Tiles.gaussian(random, channels);
        float[][] magnitude = new float[3][constants];
        for (float[] group : magnitude) {
            for (int i = 0; i < constants; i++) group[i] = (float) Math.abs(random.nextGaussian());
            Arrays.sort(group);
        }
        int[] groups = random.ints(columns + 5, 0, magnitude.length).toArray();

        float[] expected = Arrays.copyOf(x, (channels + constants) * TILE);
        for (int i = 0; i < constants; i++) {
            for (int j = 0; j < columns; j++) expected[(channels + i) * TILE + j] = magnitude[groups[5 + j]][i];
        }
        new AbsTopK().select(expected, channels + constants, k, columns);

        RankSelection selection = new RankSelection();
        RankSelection.Constants all = new RankSelection.Constants(magnitude, new int[] {k, k, k});
        float[] found = new float[TILE + 1];
        for (int c = 0; c < channels; c++) {
            selection.select(x, channels, all, groups, 5, c, found, 1, columns);
            assertThat(Arrays.copyOfRange(found, 1, 1 + columns))
                    .containsExactly(Arrays.copyOfRange(expected, c * TILE, c * TILE + columns));
        }
    }
}
