package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;

/// From the final residual stream to logits, for all tokens of the vocabulary or for a few: final norm, unembedding,
/// bias, bigram table. And back.
final class Readout {
    private final SparseTransformer model;
    private final int[] vocabulary;
    private final Linear unembedding;

    /// Logits of the whole vocabulary.
    Readout(SparseTransformer model) {
        this.model = model;
        this.vocabulary = IntStream.range(0, model.config().vocabularySize()).toArray();
        this.unembedding = model.unembedding();
    }

    /// Logits of a few tokens.
    ///
    /// @param vocabulary token ids; row r of every logits panel is that of `vocabulary[r]`
    Readout(SparseTransformer model, int[] vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
        this.unembedding = model.unembedding().rows(vocabulary);
    }

    /// @param stream final residual stream, a column per token read
    /// @param tokens the token of each column
    /// @return `[vocabulary]` channels, a column per token read
    Panel logits(Panel stream, int[] tokens, Workers workers, Scratch[] scratch) {
        Panel logits = new Panel(vocabulary.length, stream.tokens());
        workers.forEach(stream.tileCount(), (worker, tile) -> {
            Scratch own = scratch[worker];
            own.normalization.forward(model.finalNorm(), stream.tile(tile), own.read);
            own.product.load(own.read, stream.channels());
            float[] out = logits.tile(tile);
            int columns = stream.columns(tile);
            own.product.multiply(unembedding.byLength(), unembedding.bias(), columns, out);
            addBigram(tokens, tile, columns, out);
        });
        return logits;
    }

    private void addBigram(int[] tokens, int tile, int columns, float[] out) {
        CsrMatrix bigram = model.bigram();
        if (bigram == null) return;
        boolean whole = vocabulary.length == bigram.columns();
        for (int j = 0; j < columns; j++) {
            int token = tokens[tile * TILE + j];
            if (whole) {
                for (int i = bigram.rowStart()[token]; i < bigram.rowStart()[token + 1]; i++) {
                    out[bigram.column()[i] * TILE + j] += bigram.value()[i];
                }
            } else {
                for (int r = 0; r < vocabulary.length; r++) out[r * TILE + j] += bigram.get(token, vocabulary[r]);
            }
        }
    }

    /// @param stream what [#logits] saw
    /// @param gradient gradient of the logits
    /// @return gradient of the stream
    Panel backward(Panel stream, Panel gradient, Workers workers, Scratch[] scratch) {
        Panel result = new Panel(stream.channels(), stream.tokens());
        float[] none = new float[stream.channels()];
        workers.forEach(stream.tileCount(), (worker, tile) -> {
            Scratch own = scratch[worker];
            own.product.load(gradient.tile(tile), vocabulary.length);
            own.product.multiply(unembedding.transposedByLength(), none, TILE, own.read);
            own.normalization.backward(model.finalNorm(), stream.tile(tile), own.read, result.tile(tile));
        });
        return result;
    }
}
