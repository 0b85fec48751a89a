package org.circuitexplorer.engine.synthetic;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// A float32 tensor whose values follow from a seed, produced row by row as often as wanted.
///
/// @param name name in the state dict
/// @param rows rows, 0 for a vector
/// @param columns size of the last dimension
/// @param density share of values that are not zero
/// @param center middle of the magnitudes; a value is `±(center ± center / 2)`, norms keep the positive sign
/// @param signed whether signs are drawn
/// @param seed seed of its values
record RandomTensor(String name, int rows, int columns, double density, float center, boolean signed, long seed) {
    /// Takes the bytes of one row after the other.
    @FunctionalInterface
    interface RowSink {
        void accept(byte[] row) throws IOException;
    }

    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    /// Number of values.
    long count() {
        return (long) Math.max(1, rows) * columns;
    }

    long[] shape() {
        return rows == 0 ? new long[] {columns} : new long[] {rows, columns};
    }

    /// Hands over all rows in order; the array is the same every time.
    void writeTo(RowSink sink) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] row = new byte[Float.BYTES * columns];
        int[] filled = new int[columns];
        for (int r = 0; r < Math.max(1, rows); r++) {
            int count = 0;
            for (long c = gap(random); c < columns; c += 1 + gap(random)) {
                filled[count++] = (int) c;
                FLOATS.set(row, Float.BYTES * (int) c, value(random));
            }
            sink.accept(row);
            for (int i = 0; i < count; i++) FLOATS.set(row, Float.BYTES * filled[i], 0f);
        }
    }

    /// Zeros before the next value; StrictMath gives the same on every machine.
    private long gap(SplittableRandom random) {
        if (density == 1) return 0;
        return (long) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log1p(-density));
    }

    private float value(SplittableRandom random) {
        float magnitude = center * (0.5f + random.nextInt(1 << 20) / (float) (1 << 20));
        return signed && random.nextBoolean() ? -magnitude : magnitude;
    }
}
