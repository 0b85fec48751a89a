package org.circuitexplorer.engine.cuda;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.circuitexplorer.engine.kernel.AbsTopK;
import org.circuitexplorer.engine.kernel.ActivationFunction;
import org.circuitexplorer.engine.kernel.Attention;
import org.circuitexplorer.engine.kernel.MaskedRow;
import org.circuitexplorer.engine.kernel.Normalization;
import org.circuitexplorer.engine.kernel.SparseProduct;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;

/// Every kernel beside its twin on the processor, on random numbers and at odd sizes. The seed decides every number.
final class KernelParity {
    /// Sums of a few hundred products, in another order.
    private static final double ROUNDING = 2e-6;

    private static final int TOKENS = 70;
    private static final int TILES = Panel.tileCount(TOKENS);

    private final CudaContext context;
    private final Kernels kernels;
    private final BackwardKernels back;
    private final Random random = new Random(1);
    private final List<Agreement> found = new ArrayList<>();

    KernelParity(CudaContext context) {
        this.context = context;
        this.kernels = new Kernels(context);
        this.back = new BackwardKernels(context);
    }

    /// Runs them all.
    List<Agreement> compare() {
        return context.work(() -> {
            found.clear();
            for (int[] size : new int[][] {{1, 1}, {13, 207}, {207, 13}, {64, 16}}) product(size[0], size[1]);
            for (int[] size : new int[][] {{13, 4}, {207, 51}, {1000, 250}, {2048, 512}, {3000, 7}, {9000, 2250}}) {
                select(size[0], size[1], 1);
                select(size[0], size[1], 4);
            }
            for (int width : new int[] {5, 13, 207, 1000}) {
                norm(width, true);
                norm(width, false);
            }
            for (int width : new int[] {1, 5, 16, 17, 33, 64}) {
                attention(width, true);
                attention(width, false);
            }
            for (Activation function : Activation.values()) activation(function);
            mask();
            return List.copyOf(found);
        });
    }

    private void product(int rows, int columns) {
        try (DeviceMemory memory = new DeviceMemory(context)) {
            CsrMatrix w = matrix(rows, columns);
            float[] bias = values(rows);
            Panel x = panel(columns);
            Panel expected = new Panel(rows, TOKENS);
            for (int tile = 0; tile < TILES; tile++) {
                SparseProduct.multiply(w, bias, 0, rows, x.tile(tile), expected.tile(tile), TILE);
            }
            DevicePanel out = memory.panel(rows, TILES);
            kernels.product(DeviceMatrix.upload(w, memory), memory.upload(bias), upload(x, memory), out, TILES);
            add("sparse product " + rows + " x " + columns, out, expected, memory);
        }
    }

    /// @param coarseness from 2 on values are whole numbers, so that many magnitudes are equal and many are zero
    private void select(int channels, int k, int coarseness) {
        try (DeviceMemory memory = new DeviceMemory(context)) {
            Panel x = panel(channels);
            if (coarseness > 1) {
                for (int c = 0; c < channels; c++) {
                    for (int t = 0; t < TOKENS; t++) x.set(c, t, (float) Math.rint(x.get(c, t) * 2 / coarseness));
                }
            }
            Panel gradient = panel(channels);
            DevicePanel kept = upload(x, memory);
            DevicePanel dx = upload(gradient, memory);
            kernels.select(kept, k, TILES);
            for (int tile = 0; tile < TILES; tile++) new AbsTopK().select(x.tile(tile), channels, k, TILE);
            String what = "AbsTopK " + k + " of " + channels + (coarseness > 1 ? " with ties" : "");
            addExact(what, kept, x, memory);
            back.select(kept, dx, k, TILES);
            for (int tile = 0; tile < TILES; tile++) {
                AbsTopK.backward(x.tile(tile), gradient.tile(tile), channels, k, TILE);
            }
            addExact(what + ", gradient", dx, gradient, memory);
        }
    }

    private void norm(int width, boolean rms) {
        try (DeviceMemory memory = new DeviceMemory(context)) {
            Norm norm = new Norm(rms, values(width), rms ? new float[width] : values(width));
            DeviceNorm uploaded = DeviceNorm.upload(norm, memory);
            Panel x = panel(width);
            Panel dy = panel(width);
            Panel dx = panel(width);
            Panel y = new Panel(width, TOKENS);
            DevicePanel in = upload(x, memory);
            DevicePanel out = memory.panel(width, TILES);
            DevicePanel gradient = upload(dx, memory);
            kernels.norm(uploaded, in, out, TILES);
            back.norm(uploaded, in, upload(dy, memory), gradient, TILES);
            for (int tile = 0; tile < TILES; tile++) {
                new Normalization().forward(norm, x.tile(tile), y.tile(tile));
                new Normalization().backward(norm, x.tile(tile), dy.tile(tile), dx.tile(tile));
            }
            String what = (rms ? "RMSNorm of " : "LayerNorm of ") + width;
            add(what, out, y, memory);
            add(what + ", gradient", gradient, dx, memory);
        }
    }

    private void attention(int width, boolean sink) {
        int heads = 3;
        TokenBatch batch = TokenBatch.of(List.of(new int[1], new int[33], new int[TOKENS - 34]));
        try (DeviceMemory memory = new DeviceMemory(context)) {
            float[] sinks = values(heads);
            Panel[] qkv = {panel(heads * width), panel(heads * width), panel(heads * width)};
            Panel dy = panel(heads * width);
            Panel y = new Panel(heads * width, TOKENS);
            Panel[] gradients = new Panel[3];
            for (int i = 0; i < 3; i++) gradients[i] = new Panel(heads * width, TOKENS);
            Attention twin = new Attention(width);
            for (int s = 0; s < batch.sequences(); s++) {
                int from = batch.start()[s];
                int to = batch.start()[s + 1];
                for (int h = 0; h < heads; h++) {
                    float logit = sink ? sinks[h] : Attention.NO_SINK;
                    int first = h * width;
                    twin.forward(qkv[0], qkv[1], qkv[2], first, from, to, logit, y);
                    twin.backward(
                            qkv[0],
                            qkv[1],
                            qkv[2],
                            first,
                            from,
                            to,
                            logit,
                            dy,
                            gradients[0],
                            gradients[1],
                            gradients[2]);
                }
            }
            HeadPanels seen = new HeadPanels(upload(joined(qkv), memory), width);
            HeadPanels gradient = new HeadPanels(memory.panel(3 * heads * width, TILES), width);
            DeviceBatch tokens = DeviceBatch.upload(batch, memory);
            DevicePanel out = memory.panel(heads * width, TILES);
            long logTotal = memory.panel(heads, TILES).address();
            kernels.attend(seen, tokens, sink ? memory.upload(sinks) : 0, out, logTotal);
            long mean = memory.panel(heads, TILES).address();
            back.attend(seen, tokens, out, upload(dy, memory), logTotal, mean, gradient);
            String what = "attention, heads of " + width + (sink ? " with sink" : "");
            add(what, out, y, memory);
            add(what + ", gradient", gradient.all(), joined(gradients), memory);
        }
    }

    private static Panel joined(Panel[] parts) {
        int width = parts[0].channels();
        Panel all = new Panel(parts.length * width, TOKENS);
        float[] row = new float[TOKENS];
        for (int i = 0; i < parts.length; i++) {
            for (int c = 0; c < width; c++) {
                parts[i].copyChannel(c, 0, TOKENS, row);
                all.setChannel(i * width + c, 0, TOKENS, row);
            }
        }
        return all;
    }

    private void activation(Activation function) {
        try (DeviceMemory memory = new DeviceMemory(context)) {
            Panel x = panel(13);
            for (int t = 0; t < TOKENS; t++) x.set(7, t, t - TOKENS / 2f);
            Panel gradient = panel(13);
            DevicePanel before = upload(x, memory);
            DevicePanel out = memory.panel(13, TILES);
            DevicePanel dx = upload(gradient, memory);
            kernels.activate(function, before, out, TILES);
            back.activate(function, before, dx, TILES);
            for (int tile = 0; tile < TILES; tile++) {
                float[] slope = new float[13 * TILE];
                new ActivationFunction().forward(function, x.tile(tile), slope, 13, TILE);
                ActivationFunction.backward(slope, gradient.tile(tile), 13);
            }
            add(function.name(), out, x, memory);
            add(function.name() + ", gradient", dx, gradient, memory);
        }
    }

    private void mask() {
        int width = 19;
        try (DeviceMemory memory = new DeviceMemory(context)) {
            float[] mask = values(width);
            mask[3] = 0;
            mask[4] = 1;
            float[] means = values(width);
            Panel x = panel(width);
            Panel gradient = panel(width);
            Panel y = new Panel(width, TOKENS);
            DevicePanel in = upload(x, memory);
            DevicePanel out = memory.panel(width, TILES);
            DevicePanel dx = upload(gradient, memory);
            long masks = memory.upload(mask);
            long fillings = memory.upload(means);
            long partial = memory.take(4L * width * TILES);
            long sum = memory.take(4L * width);
            DeviceBatch batch = DeviceBatch.upload(TokenBatch.of(new int[TOKENS]), memory);
            kernels.mask(in, out, masks, fillings, TILES);
            back.mask(in, dx, masks, fillings, batch, partial, width);
            back.sumOverTiles(partial, TILES, width, sum);
            float[] slope = new float[width];
            MaskedRow row = new MaskedRow();
            for (int tile = 0; tile < TILES; tile++) {
                for (int c = 0; c < width; c++) {
                    MaskedRow.forward(x.tile(tile), y.tile(tile), c * TILE, mask[c], means[c]);
                    slope[c] += row.backward(x.tile(tile), gradient.tile(tile), c * TILE, mask[c], means[c]);
                }
            }
            add("node mask", out, y, memory);
            add("node mask, gradient of the values", dx, gradient, memory);
            found.add(Agreement.of("node mask, gradient", memory.readFloats(sum, width), slope, ROUNDING));
        }
    }

    private DevicePanel upload(Panel panel, DeviceMemory memory) {
        DevicePanel uploaded = memory.panel(panel.channels(), panel.tileCount());
        memory.write(uploaded, panel);
        return uploaded;
    }

    private void add(String what, DevicePanel device, Panel expected, DeviceMemory memory) {
        float[] values = memory.read(device, TOKENS).toRowMajor();
        found.add(Agreement.of(what, values, expected.toRowMajor(), ROUNDING));
    }

    private void addExact(String what, DevicePanel device, Panel expected, DeviceMemory memory) {
        float[] values = memory.read(device, TOKENS).toRowMajor();
        found.add(Agreement.of(what, values, expected.toRowMajor(), 0));
    }

    private CsrMatrix matrix(int rows, int columns) {
        CsrBuilder builder = new CsrBuilder(rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (random.nextInt(4) == 0 || r == c) builder.add(c, (float) random.nextGaussian());
            }
            builder.endRow();
        }
        return builder.build();
    }

    private Panel panel(int channels) {
        Panel panel = new Panel(channels, TOKENS);
        for (int c = 0; c < channels; c++) panel.setChannel(c, 0, TOKENS, values(TOKENS));
        return panel;
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float) random.nextGaussian();
        return values;
    }
}
