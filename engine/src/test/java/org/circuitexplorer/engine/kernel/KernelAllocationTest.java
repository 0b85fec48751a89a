package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;
import org.circuitexplorer.engine.tensor.RowsByLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A vector that the compiler cannot keep in a register becomes an object on the heap, tens of times slower. So a
/// kernel that has been compiled allocates next to nothing, where one vector each for the values of a tile would be
/// megabytes.
class KernelAllocationTest {
    private static final int CHANNELS = 128;
    /// A few small objects.
    private static final long BYTES = 4096;
    /// By then even a busy machine has compiled it.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Panel x = panel();
    private final Panel gradient = panel();
    private final Panel out = panel();
    private final AbsTopK topK = new AbsTopK();
    private final RankSelection selection = new RankSelection();
    private final RankSelection.Constants oneMore = new RankSelection.Constants(new float[][] {{1f}}, new int[] {32});
    private final Attention attention = new Attention(16);
    private final ShortAttention shortAttention = new ShortAttention(16);
    private final TokenRun tokens = sequences(11, 9, 10);
    private final ActivationFunction function = new ActivationFunction();
    private final MaskedRow maskedRow = new MaskedRow();
    private final TileProduct product = new TileProduct();
    private final RowsByLength square = RowsByLength.of(everyThird());
    private final Panel copy = panel();

    enum Kernel {
        ABS_TOP_K,
        ABS_TOP_K_BACKWARD,
        ATTENTION,
        ATTENTION_BACKWARD,
        GELU,
        GELU_SLOPE,
        MASK_BACKWARD,
        RANK_SELECTION,
        SHORT_ATTENTION,
        SHORT_ATTENTION_BACKWARD,
        TILE_PRODUCT,
        TILE_PRODUCT_OF_THE_TOP
    }

    @ParameterizedTest
    @EnumSource
    void keepsVectorsInRegisters(Kernel kernel) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long end = System.nanoTime() + PATIENCE.toNanos();
        long allocated;
        do {
            System.arraycopy(x.tile(0), 0, copy.tile(0), 0, CHANNELS * TILE);
            long before = threads.getCurrentThreadAllocatedBytes();
            run(kernel);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        } while (allocated > BYTES && System.nanoTime() < end);
        assertThat(allocated).isLessThanOrEqualTo(BYTES);
    }

    private void run(Kernel kernel) {
        float[] tile = copy.tile(0);
        switch (kernel) {
            case ABS_TOP_K -> topK.select(tile, CHANNELS, CHANNELS / 4, TILE);
            case ABS_TOP_K_BACKWARD -> AbsTopK.backward(x.tile(0), tile, CHANNELS, CHANNELS / 4, TILE);
            case ATTENTION -> attention.forward(x, x, x, 16, 3, TILE, 0.5f, out);
            case ATTENTION_BACKWARD -> attention.backward(x, x, x, 16, 3, TILE, 0.5f, gradient, out, copy, copy);
            case GELU -> function.forward(Activation.GELU, tile, CHANNELS, TILE);
            case GELU_SLOPE -> function.forward(Activation.GELU, tile, gradient.tile(0), CHANNELS, TILE);
            case MASK_BACKWARD -> {
                for (int c = 0; c < CHANNELS; c++) maskedRow.backward(x.tile(0), tile, c * TILE, 0.5f, 0.25f);
            }
            case RANK_SELECTION ->
                selection.select(x.tile(0), CHANNELS, oneMore, new int[0], 0, 1, out.tile(0), 0, TILE);
            case SHORT_ATTENTION -> shortAttention.forward(x, x, x, 16, tokens, 0.5f, out);
            case SHORT_ATTENTION_BACKWARD ->
                shortAttention.backward(x, x, x, 16, tokens, 0.5f, gradient, out, copy, copy);
            case TILE_PRODUCT -> {
                product.load(x.tile(0), CHANNELS);
                product.multiply(square, new float[CHANNELS], TILE, tile);
            }
            case TILE_PRODUCT_OF_THE_TOP -> product.loadTop(topK, x.tile(0), CHANNELS, CHANNELS / 4, TILE);
        }
    }

    private static TokenRun sequences(int... lengths) {
        int[][] columns = new int[lengths.length][];
        int tokens = 0;
        for (int s = 0; s < lengths.length; s++) {
            columns[s] = IntStream.range(tokens, tokens + lengths[s]).toArray();
            tokens += lengths[s];
        }
        boolean[] asks = new boolean[tokens];
        Arrays.fill(asks, true);
        return new TokenRun(columns, asks);
    }

    private static CsrMatrix everyThird() {
        CsrBuilder builder = new CsrBuilder(CHANNELS, CHANNELS);
        for (int r = 0; r < CHANNELS; r++) {
            for (int c = r % 3; c < CHANNELS; c += 3) builder.add(c, 0.5f);
            builder.endRow();
        }
        return builder.build();
    }

    private static Panel panel() {
        Panel panel = new Panel(CHANNELS, TILE);
        float[] values = Tiles.gaussian(new Random(1), CHANNELS);
        System.arraycopy(values, 0, panel.tile(0), 0, values.length);
        return panel;
    }
}
