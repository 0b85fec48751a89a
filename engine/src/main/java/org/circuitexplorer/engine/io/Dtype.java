package org.circuitexplorer.engine.io;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The element types of stored tensors, named as safetensors names them; always little-endian.
public enum Dtype {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /// Size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    /// Whether model weights may have this type; they are widened to float32.
    public boolean isWeight() {
        return this == F32 || this == F16 || this == BF16;
    }

    /// Whether values are whole numbers.
    public boolean isInteger() {
        return switch (this) {
            case F64, F32, F16, BF16 -> false;
            case I64, I32, I16, I8, U8, BOOL -> true;
        };
    }

    static Optional<Dtype> ofName(String name) {
        return Arrays.stream(values()).filter(d -> d.name().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Dtype::name).collect(Collectors.joining(", "));
    }

    /// Reads `count` elements that lie `step` elements apart, from element `start`, as float32.
    void read(MemorySegment data, long start, long step, int count, float[] out) {
        if (this == F32 && step == 1) {
            MemorySegment.copy(data, FLOAT, start * bytes, out, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) out[i] = floatAt(data, (start + i * step) * bytes);
    }

    /// Reads 32-bit whole numbers that lie one after the other, from element `start`.
    void read(MemorySegment data, long start, int[] out) {
        if (this != I32) throw new IllegalStateException(this + " has not 32 bits");
        MemorySegment.copy(data, INT, start * bytes, out, 0, out.length);
    }

    /// The weight whose bits are the lowest of a word.
    float widen(int bits) {
        return switch (this) {
            case F32 -> Float.intBitsToFloat(bits);
            case F16 -> Float.float16ToFloat((short) bits);
            case BF16 -> Float.intBitsToFloat(bits << 16);
            case F64, I64, I32, I16, I8, U8, BOOL -> throw new IllegalStateException(this + " is no type of weights");
        };
    }

    private float floatAt(MemorySegment data, long at) {
        return switch (this) {
            case F64 -> (float) data.get(DOUBLE, at);
            case F32 -> data.get(FLOAT, at);
            case F16 -> Float.float16ToFloat(data.get(SHORT, at));
            case BF16 -> Float.intBitsToFloat(data.get(SHORT, at) << 16);
            case I64, I32, I16, I8, U8, BOOL -> longAt(data, at);
        };
    }

    /// The whole number at a byte offset; a fraction is cut off.
    long longAt(MemorySegment data, long at) {
        return switch (this) {
            case F64, F32, F16, BF16 -> (long) floatAt(data, at);
            case I64 -> data.get(LONG, at);
            case I32 -> data.get(INT, at);
            case I16 -> data.get(SHORT, at);
            case I8 -> data.get(ValueLayout.JAVA_BYTE, at);
            case U8, BOOL -> data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
        };
    }
}
