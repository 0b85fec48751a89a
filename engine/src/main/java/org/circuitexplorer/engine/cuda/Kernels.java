package org.circuitexplorer.engine.cuda;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.tensor.Panel;

/// The kernels of the forward pass, launched on panels. What each computes stands beside its source.
final class Kernels {
    private static final int QUADS = 8;
    private static final int ROWS_OF_PRODUCT = 32;
    private static final int SELECT_THREADS = 32;
    private static final int MANY_SELECT_THREADS = 128;
    private static final int NORM_THREADS = 32;
    private static final int WIDEST_HEAD = 64;

    private final CudaContext context;

    Kernels(CudaContext context) {
        this.context = context;
    }

    CudaContext context() {
        return context;
    }

    /// @param bias address of `[rows]` floats, 0 for none
    void product(DeviceMatrix w, long bias, DevicePanel in, DevicePanel out, int tiles) {
        require("channels in", w.columns(), in.channels());
        require("channels out", w.rows(), out.channels());
        context.launch(
                "sparse_product",
                Shape.rowsOf(w.rows(), tiles, QUADS, ROWS_OF_PRODUCT),
                w.rowStart(),
                w.column(),
                w.value(),
                bias,
                w.rows(),
                in.address(),
                in.stride(),
                out.address(),
                out.stride());
    }

    /// Keeps the k channels of largest magnitude in each column, in place.
    void select(DevicePanel x, int k, int tiles) {
        int channels = x.channels();
        if (k >= channels) return;
        String kernel = "abs_top_k_any";
        int threads = MANY_SELECT_THREADS;
        if (channels <= 16 * SELECT_THREADS) {
            threads = SELECT_THREADS;
            kernel = channels <= 4 * SELECT_THREADS ? "abs_top_k_4" : "abs_top_k_16";
        } else if (channels <= 64 * MANY_SELECT_THREADS) {
            kernel = channels <= 16 * MANY_SELECT_THREADS ? "abs_top_k_16" : "abs_top_k_64";
        }
        context.launch(kernel, Shape.columns(tiles, threads), x.address(), x.stride(), channels, k);
    }

    void norm(DeviceNorm norm, DevicePanel x, DevicePanel y, int tiles) {
        require("channels of the norm", norm.width(), x.channels());
        context.launch(
                "norm_forward",
                Shape.columns(tiles, NORM_THREADS),
                x.address(),
                x.stride(),
                norm.width(),
                norm.rms() ? 1 : 0,
                norm.epsilon(),
                norm.weight(),
                norm.bias(),
                y.address(),
                y.stride());
    }

    /// @param qkv what the heads see
    /// @param sink address of a logit for each head, 0 for none
    /// @param logTotal address of a float for each head and token
    void attend(HeadPanels qkv, DeviceBatch batch, long sink, DevicePanel y, long logTotal) {
        context.launch(
                "attention_" + variant(qkv.width()),
                Shape.of(batch.pieceCount(), qkv.heads(), TILE, 1),
                batch.pieces(),
                qkv.q().address(),
                qkv.k().address(),
                qkv.v().address(),
                qkv.q().stride(),
                qkv.width(),
                qkv.scale(),
                sink,
                y.address(),
                y.stride(),
                logTotal,
                batch.tokens());
    }

    /// The kernels for the next larger of the head widths that there are kernels for.
    static int variant(int headWidth) {
        if (headWidth > WIDEST_HEAD) {
            throw new IllegalArgumentException(
                    "the kernels serve heads of at most " + WIDEST_HEAD + " channels, the model has " + headWidth);
        }
        return Math.max(16, Integer.highestOneBit(2 * headWidth - 1));
    }

    void activate(Activation function, DevicePanel x, DevicePanel y, int tiles) {
        require("channels", x.channels(), y.channels());
        context.launch(
                "activate",
                Shape.rows(x.channels(), tiles),
                x.address(),
                x.stride(),
                y.address(),
                y.stride(),
                x.channels(),
                number(function));
    }

    static int number(Activation function) {
        return switch (function) {
            case IDENTITY -> 0;
            case RELU -> 1;
            case GELU -> 2;
        };
    }

    /// `out = function(stream + delta)`.
    void addToStream(DevicePanel stream, DevicePanel delta, DevicePanel out, Activation function, int tiles) {
        require("channels of the stream", stream.stride(), delta.stride());
        context.launch(
                "add_to_stream",
                Shape.rows(stream.channels(), tiles),
                stream.address(),
                delta.address(),
                out.address(),
                stream.stride(),
                stream.channels(),
                number(function));
    }

    /// Values under a mask.
    ///
    /// @param mask address of a value for each channel; likewise means
    void mask(DevicePanel x, DevicePanel y, long mask, long means, int tiles) {
        context.launch(
                "mask_forward",
                Shape.rows(x.channels(), tiles),
                x.address(),
                x.stride(),
                y.address(),
                y.stride(),
                x.channels(),
                mask,
                means);
    }

    /// @param channel address of the channels that change; `multiply` and `add` likewise
    /// @param positions address of the places in a sequence that change, 0 for all
    void intervene(
            DevicePanel x,
            int count,
            long channel,
            long multiply,
            long add,
            DeviceBatch batch,
            long positions,
            int positionCount) {
        context.launch(
                "intervene",
                Shape.of(count, batch.tiles(), TILE, 1),
                x.address(),
                x.stride(),
                channel,
                multiply,
                add,
                batch.position(),
                batch.tokens(),
                positions,
                positionCount);
    }

    void embed(DeviceModel model, DeviceBatch batch, DevicePanel stream) {
        DeviceMatrix tokens = model.tokenEmbedding();
        DeviceMatrix positions = model.positionEmbedding();
        context.launch(
                "embed",
                Shape.of(batch.tiles(), 1, TILE, 4),
                batch.token(),
                batch.position(),
                batch.tokens(),
                tokens.rowStart(),
                tokens.column(),
                tokens.value(),
                positions == null ? 0L : positions.rowStart(),
                positions == null ? 0L : positions.column(),
                positions == null ? 0L : positions.value(),
                stream.address(),
                stream.stride());
    }

    /// @param normed address of `[positions][channels]`
    void positions(DeviceBatch batch, long normed, DevicePanel out) {
        context.launch(
                "write_positions",
                Shape.rows(out.channels(), batch.tiles()),
                batch.position(),
                batch.tokens(),
                normed,
                out.channels(),
                out.address(),
                out.stride());
    }

    /// @param columns address of the columns that are picked
    void gather(DevicePanel from, long columns, int count, DevicePanel to, int tiles) {
        context.launch(
                "gather_columns",
                Shape.rows(to.channels(), tiles),
                from.address(),
                columns,
                count,
                to.address(),
                to.channels());
    }

    /// @param read address of the token that each column of the logits belongs to, 0 when it is the column itself
    /// @param vocabulary address of the token whose logit each channel is
    void bigram(DeviceMatrix table, DeviceBatch batch, long read, int count, long vocabulary, DevicePanel logits) {
        context.launch(
                "add_bigram",
                Shape.rows(logits.channels(), Panel.tileCount(count)),
                batch.token(),
                read,
                count,
                vocabulary,
                logits.channels(),
                table.rowStart(),
                table.column(),
                table.value(),
                logits.address());
    }

    static void require(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException("expected " + expected + " " + what + ", found " + found);
        }
    }
}
