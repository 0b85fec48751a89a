package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsTopKTest {
    @ParameterizedTest
    @CsvSource({
        "1,1,32,1",
        "13,1,5,1",
        "64,16,32,1",
        "207,51,17,1",
        "100,99,32,3",
        "50,25,32,2",
        "16,8,32,100",
        "700,500,32,3",
        "2048,512,32,1",
        "40000,10000,9,1"
    })
    void keepsWhatSortingKeeps(int channels, int k, int columns, int coarseness) {
        Random random = new Random(7L * channels + k);
        float[] x = Tiles.gaussian(random, channels);
        // Coarse values make equal magnitudes, and zeros, common.
        if (coarseness > 1) {
            for (int i = 0; i < x.length; i++) x[i] = (float) Math.rint(x[i] * 2 / coarseness) * coarseness;
        }
        float[] kept = x.clone();
        new AbsTopK().select(kept, channels, k, columns);
        float[] left = x.clone();
        MemorySegment copy = Arena.ofAuto().allocate((long) x.length * Float.BYTES, 64);
        new AbsTopK().copy(left, channels, k, columns, copy);
        for (int j = 0; j < columns; j++) {
            boolean[] stays = sorted(x, channels, k, j);
            for (int c = 0; c < channels; c++) {
                float expected = stays[c] ? x[c * TILE + j] : 0f;
                assertThat(kept[c * TILE + j]).isEqualTo(expected);
                assertThat(copy.getAtIndex(ValueLayout.JAVA_FLOAT, c * TILE + j))
                        .isEqualTo(expected);
            }
        }
        assertThat(left).isEqualTo(x);
    }

    @Test
    void aCopyThatIsTooSmallIsRefused() {
        MemorySegment small = Arena.ofAuto().allocate(13 * TILE * Float.BYTES - 1, 64);
        assertThatThrownBy(() -> new AbsTopK().copy(new float[13 * TILE], 13, 4, TILE, small))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /// In the first columns all upper halves are the same, in the last many values are so small that theirs are zero.
    @ParameterizedTest
    @CsvSource({"40,9", "300,100"})
    void looksAtEveryBitOfAMagnitude(int channels, int k) {
        Random random = new Random(channels);
        float[] x = new float[channels * TILE];
        for (int i = 0; i < x.length; i++) {
            int low = random.nextInt(1 << 16);
            int high = i % TILE < TILE / 2 ? 0x3f80 : 0;
            x[i] = Float.intBitsToFloat(random.nextInt(2) << 31 | high << 16 | low);
        }
        float[] kept = x.clone();
        new AbsTopK().select(kept, channels, k, TILE);
        for (int j = 0; j < TILE; j++) {
            boolean[] stays = sorted(x, channels, k, j);
            for (int c = 0; c < channels; c++) {
                assertThat(kept[c * TILE + j]).isEqualTo(stays[c] ? x[c * TILE + j] : 0f);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"13,4", "64,16", "207,51"})
    void gradientPassesWhereAValueWasKept(int channels, int k) {
        Random random = new Random(channels);
        float[] kept = Tiles.gaussian(random, channels);
        // Column 0 has fewer non-zeros than k: all its zeros were kept.
        for (int c = 1; c < channels; c++) kept[c * TILE] = 0f;
        new AbsTopK().select(kept, channels, k, TILE);
        float[] gradient = Tiles.gaussian(random, channels);
        float[] before = gradient.clone();
        AbsTopK.backward(kept, before, channels, k, TILE);
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < TILE; j++) {
                int at = c * TILE + j;
                assertThat(before[at]).isEqualTo(j == 0 || kept[at] != 0 ? gradient[at] : 0f);
            }
        }
    }

    private static boolean[] sorted(float[] x, int channels, int k, int column) {
        boolean[] stays = new boolean[channels];
        IntStream.range(0, channels)
                .boxed()
                .sorted(Comparator.comparing((Integer c) -> -Math.abs(x[c * TILE + column])))
                .limit(k)
                .forEach(c -> stays[c] = true);
        return stays;
    }
}
