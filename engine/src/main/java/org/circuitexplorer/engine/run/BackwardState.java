package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import java.util.Map;
import org.circuitexplorer.engine.kernel.MaskedRow;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// The panels of one backward pass: gradients of the residual stream and of the current layer's q, k, v and y.
final class BackwardState {
    final SparseTransformer model;
    final TokenBatch batch;
    final Panel stream;
    final Panel q;
    final Panel k;
    final Panel v;
    final Panel y;
    private final NodeIndex index;
    private final Map<Site, Panel> tape;
    private final Panel[] preActivation;
    /// The current layer's queries, keys and values as the heads saw them.
    final Panel query;

    final Panel key;
    final Panel value;
    /// As many zeros as the widest site has channels.
    final float[] noBias;

    private float[] mask = {};
    private float[] means = {};
    /// Each tile sums into a row of its own, so that the total does not depend on which thread was first.
    private final float[][] maskGradient;

    BackwardState(
            SparseTransformer model, NodeIndex index, TokenBatch batch, Map<Site, Panel> tape, Panel[] preActivation) {
        ModelConfig config = model.config();
        this.model = model;
        this.index = index;
        this.batch = batch;
        this.tape = tape;
        this.preActivation = preActivation;
        stream = new Panel(config.modelWidth(), batch.tokenCount());
        q = new Panel(config.attentionWidth(), batch.tokenCount());
        k = new Panel(config.attentionWidth(), batch.tokenCount());
        v = new Panel(config.attentionWidth(), batch.tokenCount());
        y = new Panel(config.attentionWidth(), batch.tokenCount());
        query = new Panel(config.attentionWidth(), batch.tokenCount());
        key = new Panel(config.attentionWidth(), batch.tokenCount());
        value = new Panel(config.attentionWidth(), batch.tokenCount());
        int residual = Math.max(config.readWidth(), config.modelWidth());
        noBias = new float[Math.max(residual, Math.max(config.attentionWidth(), config.mlpWidth()))];
        maskGradient = new float[stream.tileCount()][index.size()];
    }

    /// The values of a site before the mask acted.
    Panel taped(Site site) {
        Panel panel = tape.get(site);
        if (panel == null) throw new IllegalArgumentException(site + " is not on the tape");
        return panel;
    }

    Panel preActivation(int layer) {
        return preActivation[layer];
    }

    /// Begins a pass: no gradient has reached the stream.
    void start(float[] mask, float[] means) {
        this.mask = mask;
        this.means = means;
        for (int tile = 0; tile < stream.tileCount(); tile++) Arrays.fill(stream.tile(tile), 0f);
    }

    /// The values of a site after the mask acted, one tile.
    void masked(Site site, int tile, Panel after) {
        Panel before = taped(site);
        int first = index.offset(site);
        for (int c = 0; c < before.channels(); c++) {
            MaskedRow.forward(before.tile(tile), after.tile(tile), c * TILE, mask[first + c], means[first + c]);
        }
    }

    /// Takes the gradient of a masked site back through the mask: adds `sum(g * (x - mean))` to the mask's gradient and
    /// turns g into `g * m`.
    ///
    /// @param gradient `[channels][TILE]`, zero in columns past the last token
    void throughMask(Site site, int tile, float[] gradient, MaskedRow row) {
        int first = index.offset(site);
        float[] x = taped(site).tile(tile);
        for (int c = 0; c < index.width(site); c++) {
            int node = first + c;
            maskGradient[tile][node] = row.backward(x, gradient, c * TILE, mask[node], means[node]);
        }
    }

    void sumMaskGradient(float[] result) {
        for (int node = 0; node < result.length; node++) {
            double sum = 0;
            for (float[] tile : maskGradient) sum += tile[node];
            result[node] = (float) sum;
        }
    }
}
