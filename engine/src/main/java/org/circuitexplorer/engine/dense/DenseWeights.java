package org.circuitexplorer.engine.dense;

import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/// A model with every weight written out, and the way of a batch through its layers.
final class DenseWeights {
    final SparseTransformer model;
    final List<DenseLayer> layers;

    DenseWeights(SparseTransformer model) {
        this.model = model;
        this.layers = IntStream.range(0, model.config().layers())
                .mapToObj(l -> new DenseLayer(model, l))
                .toList();
    }

    /// What the layers take in memory, bytes.
    static long bytes(ModelConfig config) {
        long attention = 4L * config.attentionWidth();
        long perLayer =
                (attention + config.mlpWidth()) * config.readWidth() + (long) config.mlpWidth() * config.modelWidth();
        return Float.BYTES * (config.layers() * perLayer + (long) config.vocabularySize() * config.modelWidth());
    }

    /// Runs all layers; afterwards the stream of the working memory is the final one.
    void run(DenseBatch part, DenseWork work, DenseTap tap) {
        INDArray embedded =
                DenseMatrices.activations(embed(part), model.config().modelWidth(), part.columns());
        work.stream.assign(embedded);
        embedded.close();
        for (DenseLayer layer : layers) layer.forward(work, tap);
        tap.pass(new Site(layers.size(), SiteKind.FINAL_RESID), work.stream);
    }

    /// Embeddings of a part's tokens and, unless they are concatenated, positions, `[columns][width]`.
    private float[] embed(DenseBatch part) {
        int width = model.config().modelWidth();
        float[] values = new float[part.columns() * width];
        int[] column = part.columnOfToken();
        TokenBatch whole = part.whole();
        boolean addPositions = model.config().positionWidth() == 0;
        for (int t = 0; t < column.length; t++) {
            addRow(model.tokenEmbedding(), whole.tokens()[part.firstToken() + t], values, column[t] * width);
            if (addPositions) {
                addRow(model.positionEmbedding(), column[t] % part.shape().length(), values, column[t] * width);
            }
        }
        return values;
    }

    private static void addRow(CsrMatrix embedding, int row, float[] values, int at) {
        for (int i = embedding.rowStart()[row]; i < embedding.rowStart()[row + 1]; i++) {
            values[at + embedding.column()[i]] += embedding.value()[i];
        }
    }

    void close() {
        layers.forEach(DenseLayer::close);
    }
}
