package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A tensor where it lies in its file: a strided view of a storage that several tensors may share. Values are read on
/// demand, one row at a time or all at once; nothing is copied before.
public final class StoredTensor {
    /// The bytes of a storage, checked against damage when they are first asked for.
    @FunctionalInterface
    interface Storage {
        MemorySegment bytes() throws ModelFormatException;

        /// Where the bytes lie in a file, to be read once from front to back and checked on the way; empty where they
        /// are in memory.
        default Optional<StorageSweep.Range> range() {
            return Optional.empty();
        }
    }

    /// Bytes of a mapped file of which it says no digest.
    record Mapped(MappedFile file, MemorySegment bytes) implements Storage {
        @Override
        public Optional<StorageSweep.Range> range() {
            return Optional.of(new StorageSweep.Range(file, bytes, Optional.empty()));
        }
    }

    private final Path file;
    private final String name;
    private final Dtype dtype;
    private final long[] shape;
    private final long[] strides;
    private final long offset;
    private final long count;
    private final Storage storage;

    /// @param shape size of each dimension
    /// @param strides distance of neighbours in each dimension, in elements
    /// @param offset first element within the storage
    /// @param storageElements elements that the storage holds
    /// @throws ModelFormatException when the view does not lie within the storage or repeats elements
    StoredTensor(
            Path file,
            String name,
            Dtype dtype,
            long[] shape,
            long[] strides,
            long offset,
            Storage storage,
            long storageElements)
            throws ModelFormatException {
        this.file = file;
        this.name = name;
        this.dtype = dtype;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
        this.storage = storage;
        this.count = elements(file, name, shape);
        checkWithin(storageElements);
    }

    /// Number of elements of a shape, in exact arithmetic.
    static long elements(Path file, String name, long[] shape) throws ModelFormatException {
        long product = 1;
        try {
            for (long d : shape) {
                if (d < 0) {
                    throw new ModelFormatException(
                            file, name, "shape " + Arrays.toString(shape) + " has the negative dimension " + d);
                }
                product = Math.multiplyExact(product, d);
            }
        } catch (ArithmeticException e) {
            throw new ModelFormatException(
                    file, name, "shape " + Arrays.toString(shape) + " has more elements than 64 bits can count");
        }
        return product;
    }

    /// Strides of a shape whose elements lie one after the other, last dimension fastest.
    static long[] contiguous(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = step;
            step *= Math.max(1, shape[d]);
        }
        return strides;
    }

    private void checkWithin(long storageElements) throws ModelFormatException {
        if (strides.length != shape.length) {
            throw new ModelFormatException(
                    file, name, "has " + shape.length + " dimensions but " + strides.length + " strides");
        }
        if (offset < 0 || Arrays.stream(strides).anyMatch(s -> s < 0)) {
            throw new ModelFormatException(
                    file,
                    name,
                    "storage offset " + offset + " or strides " + Arrays.toString(strides) + " are negative");
        }
        if (count == 0) return;
        if (count > storageElements || lastElement() >= storageElements) {
            throw new ModelFormatException(
                    file,
                    name,
                    "shape " + Arrays.toString(shape) + " with strides " + Arrays.toString(strides) + " and offset "
                            + offset + " does not fit its storage of " + storageElements + " elements");
        }
    }

    private long lastElement() {
        try {
            long last = offset;
            for (int d = 0; d < shape.length; d++) {
                last = Math.addExact(last, Math.multiplyExact(shape[d] - 1, strides[d]));
            }
            return last;
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    public Path file() {
        return file;
    }

    public String name() {
        return name;
    }

    public Dtype dtype() {
        return dtype;
    }

    public long[] shape() {
        return shape.clone();
    }

    /// Number of elements.
    public long count() {
        return count;
    }

    /// Size of the last dimension, 1 for a scalar.
    public long columns() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /// Number of rows of [#columns()] elements.
    public long rows() {
        return count == 0 ? 0 : count / columns();
    }

    /// Reads one row as float32 into the start of `out`; rows count over all leading dimensions together.
    public void readRow(long row, float[] out) throws ModelFormatException {
        dtype.read(storage.bytes(), rowStart(row), columnStep(), Math.toIntExact(columns()), out);
    }

    /// Begins to read all rows one after the other; empty unless that reads the whole storage from front to back.
    Optional<StorageSweep> sweep() {
        if (offset != 0 || !Arrays.equals(strides, contiguous(shape)) || !dtype.isWeight()) return Optional.empty();
        return storage.range()
                .filter(range -> range.bytes().byteSize() == count * dtype.bytes())
                .map(range -> new StorageSweep(range, dtype));
    }

    private long columnStep() {
        return shape.length == 0 ? 1 : strides[shape.length - 1];
    }

    private long rowStart(long row) {
        long at = offset;
        long rest = row;
        for (int d = shape.length - 2; d >= 0; d--) {
            at += rest % shape[d] * strides[d];
            rest /= shape[d];
        }
        return at;
    }

    /// All values as float32, row-major.
    public float[] floats() throws ModelFormatException {
        float[] all = new float[arrayLength()];
        if (all.length == 0) return all;
        int columns = (int) columns();
        if (rows() == 1) {
            readRow(0, all);
            return all;
        }
        float[] one = new float[columns];
        for (int r = 0; r < rows(); r++) {
            readRow(r, one);
            System.arraycopy(one, 0, all, r * columns, columns);
        }
        return all;
    }

    /// All values as whole numbers, row-major.
    ///
    /// @throws ModelFormatException when the element type is not an integer
    public long[] longs() throws ModelFormatException {
        if (!dtype.isInteger())
            throw new ModelFormatException(file, name, "has dtype " + dtype + ", expected integers");
        long[] all = new long[arrayLength()];
        if (all.length == 0) return all;
        int columns = (int) columns();
        MemorySegment data = storage.bytes();
        for (int i = 0; i < all.length; i++) {
            all[i] = dtype.longAt(data, (rowStart(i / columns) + i % columns * columnStep()) * dtype.bytes());
        }
        return all;
    }

    /// As [#longs()], refusing what does not fit 32 bits.
    public int[] ints() throws ModelFormatException {
        if (dtype == Dtype.I32 && Arrays.equals(strides, contiguous(shape))) {
            int[] all = new int[arrayLength()];
            dtype.read(storage.bytes(), offset, all);
            return all;
        }
        long[] wide = longs();
        int[] all = new int[wide.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (int) wide[i];
            if (all[i] != wide[i]) {
                throw new ModelFormatException(file, name, "element " + i + " is " + wide[i] + ", expected 32 bits");
            }
        }
        return all;
    }

    /// As [#ints()], row by row; rows count over all leading dimensions together.
    public List<int[]> intRows() throws ModelFormatException {
        int[] all = ints();
        int length = Math.toIntExact(columns());
        List<int[]> rows = new ArrayList<>();
        for (int from = 0; from < all.length; from += length) rows.add(Arrays.copyOfRange(all, from, from + length));
        return rows;
    }

    private int arrayLength() throws ModelFormatException {
        if (count > Integer.MAX_VALUE - 8) {
            throw new ModelFormatException(file, name, "has " + count + " elements, expected fewer than 2^31");
        }
        return (int) count;
    }

    @Override
    public String toString() {
        return name + " " + dtype + Arrays.toString(shape);
    }
}
