package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// The panels of one forward pass: the residual stream and the current layer's q, k, v and y.
final class PassState {
    final SparseTransformer model;
    final TokenBatch batch;
    final int[] position;
    final SiteTap tap;
    final Panel stream;
    final Panel q;
    final Panel k;
    final Panel v;
    final Panel y;
    private final Panel @Nullable [] preActivation;
    private final List<LayerForward> layers;

    /// @param preActivation where the MLP's values before its function are kept, a panel per layer; null when not
    ///     needed
    PassState(SparseTransformer model, TokenBatch batch, SiteTap tap, Panel @Nullable [] preActivation) {
        ModelConfig config = model.config();
        this.model = model;
        this.batch = batch;
        this.position = batch.positions();
        this.tap = tap;
        this.preActivation = preActivation;
        int tokens = batch.tokenCount();
        stream = new Panel(config.modelWidth(), tokens);
        q = new Panel(config.attentionWidth(), tokens);
        k = new Panel(config.attentionWidth(), tokens);
        v = new Panel(config.attentionWidth(), tokens);
        y = new Panel(config.attentionWidth(), tokens);
        layers = IntStream.range(0, config.layers())
                .mapToObj(l -> new LayerForward(l, this))
                .toList();
    }

    /// Fills a tile of the stream with the embeddings of its tokens and, unless they are concatenated, positions.
    void embed(int tile) {
        float[] values = stream.tile(tile);
        Arrays.fill(values, 0f);
        int first = tile * TILE;
        boolean addPositions = model.config().positionWidth() == 0;
        for (int j = 0; j < stream.columns(tile); j++) {
            addRow(model.tokenEmbedding(), batch.tokens()[first + j], values, j);
            if (addPositions) addRow(model.positionEmbedding(), position[first + j], values, j);
        }
    }

    private static void addRow(CsrMatrix embedding, int row, float[] values, int column) {
        for (int i = embedding.rowStart()[row]; i < embedding.rowStart()[row + 1]; i++) {
            values[embedding.column()[i] * TILE + column] += embedding.value()[i];
        }
    }

    void keepPreActivation(int layer, int tile, float[] values) {
        if (preActivation != null) {
            Panel panel = preActivation[layer];
            System.arraycopy(values, 0, panel.tile(tile), 0, panel.channels() * TILE);
        }
    }

    /// Runs all layers; afterwards [#stream] is the final residual stream.
    void run(Workers workers, Scratch[] scratch) {
        ModelConfig config = model.config();
        int count = config.layers();
        for (int l = 0; l <= count; l++) {
            LayerForward previous = l > 0 ? layers.get(l - 1) : null;
            LayerForward layer = l < count ? layers.get(l) : null;
            workers.forEach(stream.tileCount(), (worker, tile) -> {
                if (previous == null) embed(tile);
                else previous.afterAttention(tile, scratch[worker]);
                if (layer != null) layer.toQueries(tile, scratch[worker]);
                else tap.pass(new Site(count, SiteKind.FINAL_RESID), tile, stream.tile(tile));
            });
            if (layer != null) {
                forEachHead(
                        workers, (worker, i) -> layer.attend(i / config.heads(), i % config.heads(), scratch[worker]));
            }
        }
    }

    /// A piece of work for every sequence and head, numbered `sequence * heads + head`; one short batch is not worth
    /// waking another thread.
    void forEachHead(Workers workers, Workers.Piece piece) {
        int pieces = batch.sequences() * model.config().heads();
        if (stream.tileCount() > 1) {
            workers.forEach(pieces, piece);
        } else {
            for (int i = 0; i < pieces; i++) piece.run(0, i);
        }
    }
}
