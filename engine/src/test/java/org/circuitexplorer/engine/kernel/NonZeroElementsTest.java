package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonZeroElementsTest {
    private static final int LARGEST = 20_000;

    /// One after the other, so that a piece full of numbers comes after one of zeros and the other way round.
    @ParameterizedTest
    @CsvSource({"4, 4096", "4, 20000", "4, 4", "2, 4096", "2, 19998", "2, 2"})
    void findsWhatIsNotZeroInAnyPiece(int unit, int bytes) {
        SplittableRandom random = new SplittableRandom(bytes);
        NonZeroElements elements = new NonZeroElements(unit, LARGEST);
        for (double density : new double[] {0.01, 0.9, 1, 0.7, 0, 0.6, 0.3, 1}) {
            int[] values = random.doubles(bytes / unit)
                    .mapToInt(at -> at < density ? 1 + random.nextInt(40_000) : 0)
                    .toArray();
            ByteBuffer piece = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int value : values) {
                if (unit == Integer.BYTES) piece.putInt(value);
                else piece.putShort((short) value);
            }
            elements.find(MemorySegment.ofBuffer(piece.flip()));
            int found = 0;
            for (int i = 0; i < values.length; i++) {
                if (values[i] == 0) continue;
                assertThat(elements.index(found)).isEqualTo(i);
                assertThat(elements.bits(found)).isEqualTo(values[i]);
                found++;
            }
            assertThat(elements.count()).isEqualTo(found);
        }
    }
}
