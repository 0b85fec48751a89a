package org.circuitexplorer.engine.io;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A tensor to be written.
///
/// @param name its key
/// @param shape size of each dimension
/// @param values row-major
public record NamedTensor(String name, long[] shape, Values values) {
    /// The values of a tensor in their type.
    public sealed interface Values {
        Dtype dtype();

        int count();

        void put(int index, ByteBuffer out);
    }

    private record Floats(float[] array) implements Values {
        @Override
        public Dtype dtype() {
            return Dtype.F32;
        }

        @Override
        public int count() {
            return array.length;
        }

        @Override
        public void put(int index, ByteBuffer out) {
            out.putFloat(array[index]);
        }
    }

    private record Ints(int[] array) implements Values {
        @Override
        public Dtype dtype() {
            return Dtype.I32;
        }

        @Override
        public int count() {
            return array.length;
        }

        @Override
        public void put(int index, ByteBuffer out) {
            out.putInt(array[index]);
        }
    }

    private record Longs(long[] array) implements Values {
        @Override
        public Dtype dtype() {
            return Dtype.I64;
        }

        @Override
        public int count() {
            return array.length;
        }

        @Override
        public void put(int index, ByteBuffer out) {
            out.putLong(array[index]);
        }
    }

    public NamedTensor {
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (elements != values.count()) {
            throw new IllegalArgumentException(name + ": expected " + elements + " values for shape "
                    + Arrays.toString(shape) + ", found " + values.count());
        }
    }

    /// Float32 values.
    public static NamedTensor of(String name, float[] values, long... shape) {
        return new NamedTensor(name, shape, new Floats(values));
    }

    /// 32-bit integers.
    public static NamedTensor of(String name, int[] values, long... shape) {
        return new NamedTensor(name, shape, new Ints(values));
    }

    /// 64-bit integers.
    public static NamedTensor of(String name, long[] values, long... shape) {
        return new NamedTensor(name, shape, new Longs(values));
    }
}
