package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;

/// The panels of one forward pass: the residual stream and the current layer's q, k, v and y.
final class PassState {
    final SparseTransformer model;
    final PassColumns columns;
    final SiteTap tap;
    final Panel stream;
    final Panel q;
    final Panel k;
    final Panel v;
    final Panel y;
    final Tape tape;
    /// The layers' weights, which may be others of the same shapes from pass to pass.
    List<Layer> layers;

    private final List<LayerForward> passes;
    private final List<SequenceRun> runs;

    PassState(SparseTransformer model, PassColumns columns, SiteTap tap, Tape tape) {
        ModelConfig config = model.config();
        this.model = model;
        this.columns = columns;
        this.tap = tap;
        this.tape = tape;
        this.layers = model.layers();
        this.runs = SequenceRun.of(columns);
        int count = columns.count();
        stream = new Panel(config.modelWidth(), count);
        q = new Panel(config.attentionWidth(), count);
        k = new Panel(config.attentionWidth(), count);
        v = new Panel(config.attentionWidth(), count);
        y = new Panel(config.attentionWidth(), count);
        passes = IntStream.range(0, config.layers())
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
            addRow(model.tokenEmbedding(), columns.tokens()[first + j], values, j);
            if (addPositions) addRow(model.positionEmbedding(), columns.positions()[first + j], values, j);
        }
    }

    private static void addRow(CsrMatrix embedding, int row, float[] values, int column) {
        for (int i = embedding.rowStart()[row]; i < embedding.rowStart()[row + 1]; i++) {
            values[embedding.column()[i] * TILE + column] += embedding.value()[i];
        }
    }

    /// Runs all layers; afterwards [#stream] is the final residual stream.
    void run(Workers workers, Scratch[] scratch) {
        runToLastAttention(workers, scratch);
        workers.forEach(stream.tileCount(), (worker, tile) -> afterLastAttention(tile, scratch[worker]));
    }

    /// The same where only some columns of the result are wanted: what follows the last attention is computed for those
    /// alone, in a state of theirs.
    ///
    /// @param tail its column i is this state's column `wanted[i]`
    void run(Workers workers, Scratch[] scratch, int[] wanted, PassState tail) {
        runToLastAttention(workers, scratch);
        workers.forEach(tail.stream.tileCount(), (worker, tile) -> {
            Columns.gather(stream, wanted, tail.stream, tile);
            Columns.gather(y, wanted, tail.y, tile);
            tail.afterLastAttention(tile, scratch[worker]);
        });
    }

    private void runToLastAttention(Workers workers, Scratch[] scratch) {
        for (int l = 0; l < passes.size(); l++) {
            LayerForward previous = l > 0 ? passes.get(l - 1) : null;
            LayerForward layer = passes.get(l);
            workers.forEach(stream.tileCount(), (worker, tile) -> {
                if (previous == null) embed(tile);
                else previous.afterAttention(tile, scratch[worker]);
                layer.toQueries(tile, scratch[worker]);
            });
            attend(layer, workers, scratch);
        }
    }

    private void afterLastAttention(int tile, Scratch scratch) {
        if (layers.isEmpty()) embed(tile);
        else passes.getLast().afterAttention(tile, scratch);
        tap.pass(new Site(layers.size(), SiteKind.FINAL_RESID), tile, stream.tile(tile));
    }

    /// One short batch is not worth waking another thread.
    private void attend(LayerForward layer, Workers workers, Scratch[] scratch) {
        int heads = model.config().heads();
        int pieces = runs.size() * heads;
        Workers.Piece piece = (worker, i) -> layer.attend(runs.get(i / heads), i % heads, scratch[worker]);
        if (stream.tileCount() > 1) {
            workers.forEach(pieces, piece);
        } else {
            for (int i = 0; i < pieces; i++) piece.run(0, i);
        }
    }
}
