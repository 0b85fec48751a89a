package org.circuitexplorer.engine.attribution;

import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.tensor.Panel;

/// How much of what is written to a channel of the residual stream arrives where it is read: the norms scale
/// it as they scaled the stream in one pass, and it is lost where an activation function or AbsTopK has cut
/// the channel.
///
/// The stream has a state before the first layer, 0, and one after each sublayer, so that layer `l` has its
/// attention read state `2l` and its MLP read state `2l + 1`.
final class ResidualPath {
    private final SparseTransformer model;
    private final Activations seen;
    private final double[][] scale;

    /// @param seen a pass that recorded the stream between all sublayers
    ResidualPath(SparseTransformer model, Activations seen) {
        this.model = model;
        this.seen = seen;
        this.scale = new double[last() + 1][];
    }

    /// The state that the final norm reads.
    int last() {
        return 2 * model.config().layers();
    }

    /// The state that a READ reads.
    static int readBy(NodeId read) {
        return 2 * read.site().layer() + (read.site().kind().isAttention() ? 0 : 1);
    }

    /// The first state that holds what a WRITE wrote.
    static int writtenBy(NodeId write) {
        return 2 * write.site().layer() + (write.site().kind().isAttention() ? 1 : 2);
    }

    /// The site that wrote what a state holds more than the one before, which is not the first.
    static Site writeBefore(int state) {
        return new Site((state - 1) / 2, state % 2 == 1 ? SiteKind.ATTN_WRITE : SiteKind.MLP_WRITE);
    }

    /// Whether an activation function or AbsTopK set a channel of a state to 0.
    boolean cut(int state, int channel, int column) {
        return cuts(state) && panel(state).get(channel, column) == 0;
    }

    /// What arrives of 1 in a channel.
    ///
    /// @param from the first state that holds it; 0 for an embedding
    /// @param to the state whose norm is read
    double gain(int from, int to, int channel, int column) {
        for (int state = Math.max(1, from); state <= to; state++) {
            if (cut(state, channel, column)) return 0;
        }
        return norm(to).weight()[channel] * scale(to, column);
    }

    private boolean cuts(int state) {
        ModelConfig config = model.config();
        TopKPlace place = state % 2 == 1 ? TopKPlace.RESID_POST_ATTN : TopKPlace.RESID_POST_MLP;
        int width = config.modelWidth();
        return config.residualActivation() != Activation.IDENTITY || config.kept(place, width) < width;
    }

    /// The norm that reads a state.
    Norm norm(int state) {
        if (state == last()) return model.finalNorm();
        Layer layer = model.layers().get(state / 2);
        return state % 2 == 0 ? layer.attentionNorm() : layer.mlpNorm();
    }

    /// The stream in a state.
    Panel panel(int state) {
        if (state == last()) return seen.at(new Site(model.config().layers(), SiteKind.FINAL_RESID));
        return seen.at(new Site(state / 2, state % 2 == 0 ? SiteKind.RESID_IN : SiteKind.RESID_MID));
    }

    private double scale(int state, int column) {
        double[] known = scale[state];
        if (known == null) scale[state] = known = scales(panel(state), norm(state));
        return known[column];
    }

    private static double[] scales(Panel stream, Norm norm) {
        double[] scales = new double[stream.tokens()];
        for (int t = 0; t < scales.length; t++)
            scales[t] = Normed.of(norm, stream, t).scale();
        return scales;
    }
}
