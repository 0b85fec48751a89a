package org.circuitexplorer.engine.io;

/// What zeros do to the state of a CRC-32: each zero byte multiplies it by x⁸ modulo the polynomial, so a run of them
/// is
/// a multiplication by a power of x, made of a few table lookups whatever the length of the run.
final class ZeroRuns {
    /// Elements of a block.
    static final int BLOCK = 64;

    private static final int POLYNOMIAL = 0xedb8_8320;
    private static final int SLICE = 1 << Byte.SIZE;
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT = 1 << DIGIT_BITS;
    private static final int DIGITS = Integer.SIZE / DIGIT_BITS;

    /// Runs of blocks looked at side by side: a lookup must wait for the one before it.
    private static final int LANES = 4;

    /// For each power of two what every byte of the state becomes after so many zero bytes: `[power][4 * 256]`.
    private static final int[][] AFTER_BYTES = afterBytes(24);

    private static final ZeroRuns SHORTS = new ZeroRuns(Short.BYTES);
    private static final ZeroRuns WORDS = new ZeroRuns(Integer.BYTES);

    /// The same after so many elements: `[power][4 * 256]`.
    private final int[][] afterUnits;

    /// The same after a block: `[4 * 256]`.
    private final int[] afterBlock;

    /// What every four bits of an element add to the state at its block's end: `[place * 8 * 16]`. Smaller than tables
    /// of bytes, so that those of all places stay in the first cache.
    private final int[] atBlockEnd;

    private ZeroRuns(int unit) {
        int skip = Integer.numberOfTrailingZeros(unit);
        afterUnits = new int[AFTER_BYTES.length - skip][];
        System.arraycopy(AFTER_BYTES, skip, afterUnits, 0, afterUnits.length);
        afterBlock = afterUnits[Integer.numberOfTrailingZeros(BLOCK)];
        atBlockEnd = new int[BLOCK * DIGITS * DIGIT];
        for (int i = 0; i < atBlockEnd.length; i++) {
            int digit = i / DIGIT % DIGITS;
            atBlockEnd[i] = after(BLOCK - i / (DIGITS * DIGIT), (i % DIGIT) << (digit * DIGIT_BITS));
        }
    }

    /// Runs of elements of so many bytes.
    ///
    /// @param unit 2 or 4
    static ZeroRuns ofUnit(int unit) {
        return unit == Short.BYTES ? SHORTS : WORDS;
    }

    /// What the state becomes after so many elements of zeros.
    ///
    /// @param units fewer than 4 Mi
    int after(int units, int state) {
        int current = state;
        for (int rest = units; rest != 0; rest &= rest - 1) {
            current = multiply(afterUnits[Integer.numberOfTrailingZeros(rest)], current);
        }
        return current;
    }

    /// What the state becomes after blocks one after the other.
    ///
    /// @param sums what each block adds to the state at its end
    /// @param count number of blocks
    int overBlocks(int[] sums, int count, int state) {
        int run = count / LANES;
        int first = state;
        int second = 0;
        int third = 0;
        int fourth = 0;
        for (int i = 0; i < run; i++) {
            first = multiply(afterBlock, first) ^ sums[i];
            second = multiply(afterBlock, second) ^ sums[run + i];
            third = multiply(afterBlock, third) ^ sums[2 * run + i];
            fourth = multiply(afterBlock, fourth) ^ sums[3 * run + i];
        }
        int units = run * BLOCK;
        int all = after(units, after(units, after(units, first) ^ second) ^ third) ^ fourth;
        for (int i = LANES * run; i < count; i++) all = multiply(afterBlock, all) ^ sums[i];
        return all;
    }

    /// What an element adds to the state at the end of its block.
    ///
    /// @param place of the element in its block
    /// @param bits of the element, the lowest of the number
    int atBlockEnd(int place, int bits) {
        int table = place * DIGITS * DIGIT;
        int low = digit(table, bits, 0) ^ digit(table, bits, 1) ^ digit(table, bits, 2) ^ digit(table, bits, 3);
        return low ^ digit(table, bits, 4) ^ digit(table, bits, 5) ^ digit(table, bits, 6) ^ digit(table, bits, 7);
    }

    private int digit(int table, int bits, int digit) {
        return atBlockEnd[table + digit * DIGIT + ((bits >>> (digit * DIGIT_BITS)) & (DIGIT - 1))];
    }

    private static int multiply(int[] table, int state) {
        return table[state & 0xff]
                ^ table[SLICE + ((state >>> 8) & 0xff)]
                ^ table[2 * SLICE + ((state >>> 16) & 0xff)]
                ^ table[3 * SLICE + (state >>> 24)];
    }

    /// The state that has one byte alone.
    ///
    /// @param i index into a table `[4 * 256]`
    private static int byteOfState(int i) {
        return (i % SLICE) << (i / SLICE * Byte.SIZE);
    }

    private static int[][] afterBytes(int powers) {
        int[][] tables = new int[powers][4 * SLICE];
        for (int i = 0; i < tables[0].length; i++) tables[0][i] = afterByte(byteOfState(i));
        for (int p = 1; p < powers; p++) {
            int[] half = tables[p - 1];
            for (int i = 0; i < half.length; i++) tables[p][i] = multiply(half, half[i]);
        }
        return tables;
    }

    private static int afterByte(int before) {
        int state = before;
        for (int bit = 0; bit < Byte.SIZE; bit++) state = (state >>> 1) ^ (-(state & 1) & POLYNOMIAL);
        return state;
    }
}
