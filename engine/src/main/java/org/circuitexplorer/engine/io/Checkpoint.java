package org.circuitexplorer.engine.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// The tensors of a checkpoint as a model asks for them: each one checked for type, shape and finite values, matrices
/// turned into sparse ones row by row. Remembers what was read, so that left-over tensors can be reported.
final class Checkpoint {
    private static final int ROWS_BETWEEN_CHECKS = 256;

    /// Smaller tensors are read when they are asked for.
    private static final int LEAST_AHEAD = 1 << 18;

    private final TensorFile file;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> nonFinite = new ArrayList<>();
    private final ProgressListener progress;
    private final CancelToken cancel;
    private final long totalElements;
    private final AtomicLong elementsRead = new AtomicLong();
    private final Map<String, Attempt<CsrMatrix>> prepared = new ConcurrentHashMap<>();
    private long parameters;

    Checkpoint(TensorFile file, ProgressListener progress, CancelToken cancel) throws ModelFormatException {
        this.file = file;
        this.progress = progress;
        this.cancel = cancel;
        for (StoredTensor tensor : file.tensors().values()) {
            String name = ParameterNames.released(tensor.name());
            if (tensors.put(name, tensor) != null) {
                throw new ModelFormatException(file.path(), name, "is there twice, once as " + tensor.name());
            }
        }
        this.totalElements =
                tensors.values().stream().mapToLong(StoredTensor::count).sum();
    }

    Path path() {
        return file.path();
    }

    /// Whether there is such a tensor, as it is or in compact form.
    boolean has(String name) {
        return tensors.containsKey(name) || tensors.containsKey(name + CompactMatrix.STARTS);
    }

    /// A matrix `[rows, columns]` without its zeros.
    CsrMatrix matrix(String name, int rows, int columns) throws ModelFormatException {
        CsrMatrix matrix = tensors.containsKey(name + CompactMatrix.STARTS)
                ? compactMatrix(name, rows, columns)
                : streamedMatrix(name, rows, columns);
        warnOfNonFinite(name, matrix);
        parameters += (long) rows * columns;
        return matrix;
    }

    private CsrMatrix compactMatrix(String name, int rows, int columns) throws ModelFormatException {
        StoredTensor starts = require(name + CompactMatrix.STARTS, false, rows + 1);
        int entries = CompactMatrix.entries(starts, columns);
        StoredTensor indices = require(name + CompactMatrix.COLUMNS, false, entries);
        StoredTensor values = require(name + CompactMatrix.VALUES, true, entries);
        CsrMatrix matrix = CompactMatrix.read(starts, indices, values, columns);
        advance(values.count());
        return matrix;
    }

    private CsrMatrix streamedMatrix(String name, int rows, int columns) throws ModelFormatException {
        StoredTensor tensor = require(name, true, rows, columns);
        Attempt<CsrMatrix> ready = prepared.remove(name);
        return ready == null ? stream(tensor, true) : ready.get();
    }

    /// A matrix that a model will ask for.
    record Wanted(String name, int rows, int columns) {}

    /// Reads matrices ahead, several at once. What is wrong with one is said when it is asked for; one that is
    /// missing or has another shape is left alone.
    void prepare(List<Wanted> wanted, Workers workers) {
        record Ahead(String name, StoredTensor tensor) {}
        List<Ahead> found = new ArrayList<>();
        for (Wanted matrix : wanted) {
            StoredTensor tensor = tensors.get(matrix.name);
            if (tensor == null || tensor.count() < LEAST_AHEAD) continue;
            if (!tensor.dtype().isWeight()) continue;
            if (!Arrays.equals(tensor.shape(), new long[] {matrix.rows, matrix.columns})) continue;
            found.add(new Ahead(matrix.name, tensor));
        }
        workers.forEach(found.size(), (worker, i) -> {
            Ahead next = found.get(i);
            prepared.put(next.name, Attempt.at(() -> stream(next.tensor, worker == 0)));
        });
    }

    /// @param isCaller whether this is the loader's own thread, the only one that reports progress
    private CsrMatrix stream(StoredTensor tensor, boolean isCaller) throws ModelFormatException {
        int rows = Math.toIntExact(tensor.rows());
        int columns = Math.toIntExact(tensor.columns());
        CsrBuilder builder = new CsrBuilder(rows, columns);
        RowScan scan = new RowScan(tensor, builder);
        for (int r = 0; r < rows; r++) {
            if (r % ROWS_BETWEEN_CHECKS == 0) {
                cancel.throwIfCancelled();
                if (isCaller) report();
            }
            scan.add(r);
            if (r % ROWS_BETWEEN_CHECKS == ROWS_BETWEEN_CHECKS - 1) {
                elementsRead.addAndGet((long) ROWS_BETWEEN_CHECKS * columns);
            }
        }
        elementsRead.addAndGet((long) (rows % ROWS_BETWEEN_CHECKS) * columns);
        scan.finish();
        return builder.build();
    }

    /// A vector `[length]`.
    float[] vector(String name, int length) throws ModelFormatException {
        StoredTensor tensor = require(name, true, length);
        float[] values = tensor.floats();
        parameters += length;
        advance(length);
        int bad = 0;
        int first = -1;
        for (int i = 0; i < length; i++) {
            if (Float.isFinite(values[i])) continue;
            if (bad++ == 0) first = i;
        }
        if (bad > 0) warnOfNonFinite(name, bad, values[first], "[" + first + "]");
        return values;
    }

    /// A vector that may be left out, which means zeros.
    float[] vectorOrZeros(String name, int length) throws ModelFormatException {
        return has(name) ? vector(name, length) : new float[length];
    }

    /// Leaves a tensor out that is known to be no parameter.
    void ignore(String name) {
        used.add(name);
    }

    /// Everything that was odd, the tensors that nobody asked for included.
    List<String> warnings() {
        tensors.forEach((name, tensor) -> {
            if (used.contains(name)) return;
            String shape = Arrays.toString(tensor.shape());
            warn(name, "the model has no such tensor; it was ignored, with its shape " + shape);
        });
        return warnings;
    }

    /// Names of the tensors read so far that hold NaN or infinity.
    List<String> nonFinite() {
        return nonFinite;
    }

    /// Elements of all parameters read so far.
    long parameters() {
        return parameters;
    }

    private StoredTensor require(String name, boolean weight, long... shape) throws ModelFormatException {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFormatException(
                    file.path(), name, "the tensor is missing, expected shape " + Arrays.toString(shape));
        }
        if (weight ? !tensor.dtype().isWeight() : !tensor.dtype().isInteger()) {
            String expected = weight ? "F32, F16 or BF16" : "integers";
            throw new ModelFormatException(file.path(), name, "has dtype " + tensor.dtype() + ", expected " + expected);
        }
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new ModelFormatException(
                    file.path(),
                    name,
                    "has shape " + Arrays.toString(tensor.shape()) + ", expected " + Arrays.toString(shape));
        }
        used.add(name);
        return tensor;
    }

    private void advance(long elements) {
        elementsRead.addAndGet(elements);
        cancel.throwIfCancelled();
        report();
    }

    private void report() {
        progress.at("reading weights", elementsRead.get(), totalElements);
    }

    private void warnOfNonFinite(String name, CsrMatrix matrix) {
        if (isFinite(matrix.value())) return;
        int bad = 0;
        int first = -1;
        for (int i = 0; i < matrix.nonZeros(); i++) {
            if (Float.isFinite(matrix.value()[i])) continue;
            if (bad++ == 0) first = i;
        }
        int row = 0;
        while (matrix.rowStart()[row + 1] <= first) row++;
        warnOfNonFinite(name, bad, matrix.value()[first], "[" + row + ", " + matrix.column()[first] + "]");
    }

    /// From the largest magnitude, which is found without a branch.
    private static boolean isFinite(float[] values) {
        int largest = 0;
        for (float value : values) largest = Math.max(largest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
        return Float.isFinite(Float.intBitsToFloat(largest));
    }

    private void warnOfNonFinite(String name, int count, float first, String at) {
        nonFinite.add(name);
        warn(
                name,
                count + (count == 1 ? " value is" : " values are") + " not finite, the first is " + first + " at "
                        + at);
    }

    private void warn(String name, String what) {
        warnings.add(new ModelFormatException(file.path(), name, what).getMessage());
    }
}
