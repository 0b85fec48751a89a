package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// One forward pass.
final class PassState extends PassPanels {
    final SiteTap tap;
    final Tape tape;
    private final List<LayerForward> passes;

    PassState(SparseTransformer model, PassColumns columns, SiteTap tap, Tape tape) {
        super(model, columns);
        this.tap = tap;
        this.tape = tape;
        this.passes = IntStream.range(0, model.config().layers())
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

    /// Runs the first layers; afterwards [#stream] is the residual stream behind them, with all of them the final one.
    void run(int count, Workers workers, Scratch[] scratch) {
        runToAttention(count, workers, scratch);
        workers.forEach(stream.tileCount(), (worker, tile) -> afterAttention(count, tile, scratch[worker]));
    }

    /// Runs all layers where only some columns of the result are wanted: what follows the last attention is computed
    /// for those alone, in a state of theirs.
    ///
    /// @param tail its column i is this state's column `wanted[i]`
    void run(Workers workers, Scratch[] scratch, int[] wanted, PassState tail) {
        runToAttention(passes.size(), workers, scratch);
        workers.forEach(tail.stream.tileCount(), (worker, tile) -> {
            Columns.gather(stream, wanted, tail.stream, tile);
            Columns.gather(y, wanted, tail.y, tile);
            tail.afterAttention(passes.size(), tile, scratch[worker]);
        });
    }

    private void runToAttention(int count, Workers workers, Scratch[] scratch) {
        for (int l = 0; l < count; l++) {
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

    /// What follows the attention of the last of `count` layers.
    private void afterAttention(int count, int tile, Scratch scratch) {
        if (count == 0) embed(tile);
        else passes.get(count - 1).afterAttention(tile, scratch);
        if (count == passes.size()) {
            tap.pass(new Site(count, SiteKind.FINAL_RESID), tile, stream.tile(tile));
        }
    }

    /// One short batch is not worth waking another thread.
    private void attend(LayerForward layer, Workers workers, Scratch[] scratch) {
        List<SequenceRun> runs = columns.runs();
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
