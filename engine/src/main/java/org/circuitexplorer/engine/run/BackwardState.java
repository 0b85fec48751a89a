package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.List;
import java.util.Objects;
import org.circuitexplorer.engine.kernel.MaskedRow;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// One backward pass; the panels hold gradients, and the layers the weights that let them through.
final class BackwardState extends PassPanels {
    private final NodeIndex index;
    private final Tape tape;
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

    BackwardState(SparseTransformer model, NodeIndex index, PassColumns columns, Tape tape) {
        super(model, columns);
        ModelConfig config = model.config();
        this.index = index;
        this.tape = tape;
        query = heads();
        key = heads();
        value = heads();
        int residual = Math.max(config.readWidth(), config.modelWidth());
        noBias = new float[Math.max(residual, Math.max(config.attentionWidth(), config.mlpWidth()))];
        maskGradient = new float[stream.tileCount()][index.size()];
    }

    /// The values of a site before the mask acted.
    Panel taped(Site site) {
        return tape.of(site);
    }

    /// The derivatives of an MLP's function.
    float[] slope(int layer, int tile) {
        return Objects.requireNonNull(tape.slope(layer, tile));
    }

    /// Begins a pass: no gradient has reached the stream.
    ///
    /// @param open the layers' weights under this mask
    void start(float[] mask, float[] means, List<Layer> open) {
        this.layers = open;
        this.mask = mask;
        this.means = means;
        stream.clear(0, stream.channels());
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
        int width = index.width(site);
        for (int c = 0; c < width; c++) {
            int node = first + c;
            maskGradient[tile][node] = row.backward(x, gradient, c * TILE, mask[node], means[node]);
        }
    }

    /// Adds up the mask's gradient.
    void addMaskGradient(double[] sum) {
        for (float[] tile : maskGradient) {
            for (int node = 0; node < sum.length; node++) sum[node] += tile[node];
        }
    }
}
