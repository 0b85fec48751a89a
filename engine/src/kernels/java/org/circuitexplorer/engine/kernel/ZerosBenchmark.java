package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.circuitexplorer.engine.model.Linear;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A product with as many weights that are not zero among more and more that are.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class ZerosBenchmark {
    private static final double NON_ZEROS = 134_000;

    /// Rows and columns of the matrix.
    @Param({"1024", "2048", "4096", "8192"})
    public int size;

    private Linear linear = SparseMatrices.linear(new Random(1), 1, 1, 1);
    private float[] in = {};
    private float[] out = {};

    @Setup
    public void makeMatrix() {
        Random random = new Random(1);
        linear = SparseMatrices.linear(random, size, size, NON_ZEROS / size / size);
        in = Tiles.gaussian(random, size);
        out = new float[size * TILE];
    }

    @Benchmark
    public float[] product() {
        SparseProduct.multiply(linear, in, out, TILE);
        return out;
    }
}
