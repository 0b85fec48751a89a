package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.circuitexplorer.engine.kernel.NonZeroElements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SparseCrc32Test {
    /// Pieces of odd lengths, from all zeros to none, in the order they come; elements against every one looked at by
    /// itself, the digest against the library's.
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 0.001", "2, 0.03", "2, 1", "4, 0", "4, 0.001", "4, 0.03", "4, 0.08", "4, 1"})
    void findsWhatIsNotZeroAndTheDigestOfAll(int unit, double density) {
        SplittableRandom random = new SplittableRandom(7);
        NonZeroElements found = new NonZeroElements(unit, 1 << 17);
        SparseCrc32 sparse = new SparseCrc32(unit);
        CRC32 all = new CRC32();
        try (Arena arena = Arena.ofConfined()) {
            for (int elements : new int[] {1, 15, 16, 17, 333, 1 << 15, 0, 29_999}) {
                byte[] bytes = content(elements, unit, density, random);
                MemorySegment piece = arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes));
                found.find(piece);
                assertFound(found, bytes, unit);
                sparse.update(piece, found);
                all.update(bytes);
                assertThat(sparse.value()).isEqualTo((int) all.getValue());
            }
        }
    }

    private static byte[] content(int elements, int unit, double density, SplittableRandom random) {
        byte[] bytes = new byte[elements * unit];
        for (int e = 0; e < elements; e++) {
            if (random.nextDouble() >= density) continue;
            bytes[e * unit + random.nextInt(unit)] = (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static void assertFound(NonZeroElements found, byte[] bytes, int unit) {
        ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] index = new int[bytes.length / unit];
        int[] bits = new int[bytes.length / unit];
        int count = 0;
        for (int e = 0; e < bytes.length / unit; e++) {
            int value = unit == 4 ? values.getInt(e * unit) : Short.toUnsignedInt(values.getShort(e * unit));
            if (value == 0) continue;
            index[count] = e;
            bits[count++] = value;
        }
        assertThat(found.count()).isEqualTo(count);
        int[] foundIndex = new int[count];
        int[] foundBits = new int[count];
        for (int i = 0; i < count; i++) {
            foundIndex[i] = found.index(i);
            foundBits[i] = found.bits(i);
        }
        assertThat(foundIndex).isEqualTo(Arrays.copyOf(index, count));
        assertThat(foundBits).isEqualTo(Arrays.copyOf(bits, count));
    }
}
