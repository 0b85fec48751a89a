package org.circuitexplorer.engine.kernel;

import static jdk.incubator.vector.VectorOperators.NE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Where stored bytes have elements with any bit set. Made once, filled again for each piece of the bytes; for one
/// thread.
public final class NonZeroElements {
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STEP = SPECIES.vectorByteSize();
    private static final int BLOCK = 1 << 12;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);

    private final int unit;
    private final int[] index;
    private final int[] bits;
    private final int[] words;
    private int count;
    /// Whether most elements of the last piece were not zero, as in a bigram table: then looking for them one by one is
    /// the fastest, and needs no compiled code to be so.
    private boolean dense;

    /// @param unit size of an element in bytes, 2 or 4
    /// @param largest size in bytes of the largest piece
    public NonZeroElements(int unit, int largest) {
        if (unit != 2 && unit != 4) throw new IllegalArgumentException("elements of " + unit + " bytes");
        this.unit = unit;
        this.index = new int[largest / unit];
        this.bits = new int[largest / unit];
        this.words = new int[unit == Integer.BYTES ? largest / unit : 0];
    }

    /// Number of elements that are not zero.
    public int count() {
        return count;
    }

    /// Which element of the piece the `i`th of them is.
    public int index(int i) {
        return index[i];
    }

    /// The bits of the `i`th of them, the lowest of the number.
    public int bits(int i) {
        return bits[i];
    }

    /// Looks through a piece.
    ///
    /// @param piece whole elements, little-endian
    public void find(MemorySegment piece) {
        count = dense && unit == Integer.BYTES ? findAmongMany(piece) : findAmongZeros(piece);
        dense = 2L * count * unit > piece.byteSize();
    }

    private int findAmongMany(MemorySegment piece) {
        int length = (int) piece.byteSize() / Integer.BYTES;
        MemorySegment.copy(piece, INT, 0, words, 0, length);
        int found = 0;
        for (int i = 0; i < length; i++) found = add(i, words[i], found);
        return found;
    }

    private int findAmongZeros(MemorySegment piece) {
        int bytes = (int) piece.byteSize();
        int whole = bytes - bytes % BLOCK;
        int found = 0;
        for (int at = 0; at < whole; at += BLOCK) found = findInBlock(piece, at, found);
        int at = whole;
        for (; at <= bytes - Integer.BYTES; at += Integer.BYTES) found = addWord(piece, at, found);
        return at < bytes ? addShort(piece, at, found) : found;
    }

    /// Four vectors at a time: most of them are all zeros. A short method that is called often is compiled soon, a long
    /// loop of vectors would be interpreted for half a second.
    ///
    /// @param before number of elements found so far
    /// @return number of elements found by then
    private int findInBlock(MemorySegment piece, int start, int before) {
        int found = before;
        for (int at = start; at < start + BLOCK; at += 4 * STEP) {
            IntVector first = IntVector.fromMemorySegment(SPECIES, piece, at, ORDER);
            IntVector second = IntVector.fromMemorySegment(SPECIES, piece, at + STEP, ORDER);
            IntVector third = IntVector.fromMemorySegment(SPECIES, piece, at + 2 * STEP, ORDER);
            IntVector fourth = IntVector.fromMemorySegment(SPECIES, piece, at + 3 * STEP, ORDER);
            long hits = first.compare(NE, 0).toLong() | second.compare(NE, 0).toLong() << LANES;
            hits |= third.compare(NE, 0).toLong() << (2 * LANES)
                    | fourth.compare(NE, 0).toLong() << (3 * LANES);
            for (; hits != 0; hits &= hits - 1) {
                found = addWord(piece, at + Long.numberOfTrailingZeros(hits) * Integer.BYTES, found);
            }
        }
        return found;
    }

    private int addWord(MemorySegment piece, int at, int before) {
        if (unit != Short.BYTES) return add(at / Integer.BYTES, piece.get(INT, at), before);
        return addShort(piece, at + Short.BYTES, addShort(piece, at, before));
    }

    private int addShort(MemorySegment piece, int at, int before) {
        return add(at / Short.BYTES, Short.toUnsignedInt(piece.get(SHORT, at)), before);
    }

    /// Without a branch: what is zero is written over by the next.
    private int add(int element, int value, int before) {
        index[before] = element;
        bits[before] = value;
        return before + ((value | -value) >>> 31);
    }
}
