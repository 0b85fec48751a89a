package org.circuitexplorer.engine.cuda;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.model.Activation;

/// The kernels of the backward pass, launched on panels.
final class BackwardKernels {
    private static final int THREADS_OF_COLUMN = 32;
    private static final int WARP = 32;
    private static final int ROWS_OF_BLOCK = 8;

    private final CudaContext context;

    BackwardKernels(CudaContext context) {
        this.context = context;
    }

    /// @param kept what [Kernels#select] left
    void select(DevicePanel kept, DevicePanel gradient, int k, int tiles) {
        if (k >= kept.channels()) return;
        context.launch(
                "abs_top_k_backward",
                Shape.columns(tiles, THREADS_OF_COLUMN),
                kept.address(),
                kept.stride(),
                gradient.address(),
                gradient.stride(),
                kept.channels(),
                k);
    }

    /// Adds to dx.
    void norm(DeviceNorm norm, DevicePanel x, DevicePanel dy, DevicePanel dx, int tiles) {
        Kernels.require("channels of the norm", norm.width(), x.channels());
        context.launch(
                "norm_backward",
                Shape.columns(tiles, THREADS_OF_COLUMN),
                x.address(),
                x.stride(),
                norm.width(),
                norm.rms() ? 1 : 0,
                norm.epsilon(),
                norm.weight(),
                dy.address(),
                dy.stride(),
                dx.address(),
                dx.stride());
    }

    /// @param seen what the heads saw, with their result and the log of each softmax's denominator
    /// @param mean address of a float for each head and token, overwritten
    /// @param gradient receives the gradients of q, k and v
    void attend(
            HeadPanels seen,
            DeviceBatch batch,
            DevicePanel y,
            DevicePanel dy,
            long logTotal,
            long mean,
            HeadPanels gradient) {
        Kernels.require("channels of the gradient's panel", y.stride(), dy.stride());
        Shape shape = Shape.of(batch.pieceCount(), seen.heads(), TILE, 1);
        String width = String.valueOf(Kernels.variant(seen.width()));
        context.launch(
                "attention_query_gradient_" + width,
                shape,
                batch.pieces(),
                seen.q().address(),
                seen.k().address(),
                seen.v().address(),
                seen.q().stride(),
                seen.width(),
                seen.scale(),
                y.address(),
                dy.address(),
                y.stride(),
                logTotal,
                mean,
                batch.tokens(),
                gradient.q().address(),
                gradient.q().stride());
        context.launch(
                "attention_key_gradient_" + width,
                shape,
                batch.pieces(),
                seen.q().address(),
                seen.k().address(),
                seen.v().address(),
                seen.q().stride(),
                seen.width(),
                seen.scale(),
                dy.address(),
                dy.stride(),
                logTotal,
                mean,
                batch.tokens(),
                gradient.k().address(),
                gradient.v().address(),
                gradient.k().stride());
    }

    /// @param before values before the function
    void activate(Activation function, DevicePanel before, DevicePanel gradient, int tiles) {
        if (function == Activation.IDENTITY) return;
        context.launch(
                "activate_backward",
                Shape.rows(before.channels(), tiles),
                before.address(),
                before.stride(),
                gradient.address(),
                gradient.stride(),
                before.channels(),
                Kernels.number(function));
    }

    /// Takes the gradient back through a mask and leaves each tile's part of the mask's gradient.
    ///
    /// @param mask address of a value for each channel; likewise means
    /// @param partial address of the part of the first channel in the first tile
    /// @param nodes how far the parts of one tile are from those of the next
    void mask(DevicePanel x, DevicePanel gradient, long mask, long means, DeviceBatch batch, long partial, int nodes) {
        context.launch(
                "mask_backward",
                Shape.rowsOf(x.channels(), batch.tiles(), WARP, ROWS_OF_BLOCK),
                x.address(),
                x.stride(),
                gradient.address(),
                gradient.stride(),
                x.channels(),
                mask,
                means,
                batch.tokens(),
                partial,
                nodes);
    }

    /// @param partial address of `[tiles][nodes]`
    void sumOverTiles(long partial, int tiles, int nodes, long result) {
        context.launch("sum_over_tiles", Shape.flat(nodes), partial, tiles, nodes, result);
    }

    /// Adds one gradient to another.
    void add(long part, int nodes, long sum) {
        context.launch("add_gradient", Shape.flat(nodes), part, nodes, sum);
    }

    /// @param columns address of the columns that are added to
    void scatter(DevicePanel from, long columns, int count, DevicePanel to, int tiles) {
        context.launch(
                "scatter_columns",
                Shape.rows(from.channels(), tiles),
                from.address(),
                columns,
                count,
                to.address(),
                from.channels());
    }
}
