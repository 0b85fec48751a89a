package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.tensor.Panel;
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

/// The kernels of a forward pass on one tile of random values, at the sizes of the model in docs/performance.md, each
/// beside the loop that one would write first, whose name ends in `Plain` ([PlainKernels]).
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class KernelBenchmark {
    private static final int WIDTH = 2048;
    private static final int NEURONS = 8192;
    private static final int HEAD = 16;
    private static final int TOKENS = 256;
    private static final double DENSITY = 0.008;

    private final Random random = new Random(1);
    private final Linear toNeurons = SparseMatrices.linear(random, NEURONS, WIDTH, DENSITY);
    private final Linear fromNeurons = SparseMatrices.linear(random, WIDTH, NEURONS, DENSITY);
    private final float[] stream = Tiles.gaussian(random, WIDTH);
    private final float[] neurons = Tiles.gaussian(random, NEURONS);
    private final float[] out = new float[NEURONS * TILE];
    private final Norm norm = new Norm(true, SparseMatrices.ones(WIDTH), new float[WIDTH]);
    private final Panel query = SparseMatrices.panel(random, HEAD, TOKENS);
    private final Panel key = SparseMatrices.panel(random, HEAD, TOKENS);
    private final Panel value = SparseMatrices.panel(random, HEAD, TOKENS);
    private final Panel result = new Panel(HEAD, TOKENS);
    private final TileProduct product = new TileProduct();
    private final AbsTopK topK = new AbsTopK();
    private final ActivationFunction function = new ActivationFunction();
    private final Normalization normalization = new Normalization();
    private final Attention attention = new Attention(HEAD);

    private void multiply(Linear linear, float[] in) {
        product.load(in, linear.weight().columns());
        product.multiply(linear.byLength(), linear.bias(), TILE, out);
    }

    @Benchmark
    public float[] productToNeurons() {
        multiply(toNeurons, stream);
        return out;
    }

    @Benchmark
    public float[] productToNeuronsPlain() {
        return PlainKernels.multiply(toNeurons, stream, out);
    }

    @Benchmark
    public float[] productFromNeurons() {
        multiply(fromNeurons, neurons);
        return out;
    }

    @Benchmark
    public float[] productFromNeuronsPlain() {
        return PlainKernels.multiply(fromNeurons, neurons, out);
    }

    @Benchmark
    public float[] absTopK() {
        System.arraycopy(neurons, 0, out, 0, neurons.length);
        topK.select(out, NEURONS, NEURONS / 4, TILE);
        return out;
    }

    @Benchmark
    public float[] absTopKPlain() {
        System.arraycopy(neurons, 0, out, 0, neurons.length);
        return PlainKernels.absTopK(out, NEURONS, NEURONS / 4);
    }

    @Benchmark
    public float[] gelu() {
        System.arraycopy(neurons, 0, out, 0, neurons.length);
        function.forward(Activation.GELU, out, NEURONS, TILE);
        return out;
    }

    @Benchmark
    public float[] geluPlain() {
        System.arraycopy(neurons, 0, out, 0, neurons.length);
        return PlainKernels.gelu(out);
    }

    @Benchmark
    public float[] rmsNorm() {
        normalization.forward(norm, stream, out);
        return out;
    }

    @Benchmark
    public float[] rmsNormPlain() {
        return PlainKernels.rmsNorm(stream, WIDTH, out);
    }

    /// As many weights that are not zero among more and more that are.
    @State(Scope.Thread)
    public static class Square {
        private static final double NON_ZEROS = 134_000;

        /// Rows and columns of the matrix.
        @Param({"1024", "2048", "4096", "8192"})
        public int size;

        private Linear linear = SparseMatrices.linear(new Random(1), 1, 1, 1);
        private float[] in = {};

        @Setup
        public void makeMatrix() {
            Random random = new Random(1);
            linear = SparseMatrices.linear(random, size, size, NON_ZEROS / size / size);
            in = Tiles.gaussian(random, size);
        }
    }

    @Benchmark
    public float[] product(Square square) {
        multiply(square.linear, square.in);
        return out;
    }

    /// One head, a sequence of 256 tokens.
    @Benchmark
    public Panel attention() {
        attention.forward(query, key, value, 0, 0, TOKENS, 0.5f, result);
        return result;
    }

    @Benchmark
    public Panel attentionPlain() {
        return PlainKernels.attention(query, key, value, 0.5f, result);
    }
}
