package org.circuitexplorer.engine.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.attribution.NodeSum.Applied;
import org.circuitexplorer.engine.attribution.NodeSum.Gain;
import org.circuitexplorer.engine.attribution.NodeSum.Selection;
import org.circuitexplorer.engine.attribution.NodeSum.Source;
import org.circuitexplorer.engine.attribution.NodeSum.Term;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.kernel.ActivationFunction;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;

/// Takes the values of nodes in one pass apart into what they read.
public final class NodeSums {
    /// Float32 may order nearly equal magnitudes in another way.
    private static final double TIE = 1e-5;

    private final SparseTransformer model;
    private final ModelConfig config;
    private final Activations seen;
    private final ResidualPath stream;
    private final NodeEdges edges;

    /// @param seen a pass of the model that recorded every site
    public NodeSums(SparseTransformer model, Activations seen) {
        this.model = model;
        this.config = model.config();
        this.seen = seen;
        this.stream = new ResidualPath(model, seen);
        this.edges = new NodeEdges(model);
    }

    /// How a node got its value at a token of a sequence.
    public NodeSum of(NodeId node, int sequence, int token) {
        int column = seen.batch().start()[sequence] + token;
        float shown = seen.at(node.site()).get(node.channel(), column);
        if (node.site().kind().role() == SiteKind.Role.READ) return read(node, column, token, shown);
        List<Term> terms = new ArrayList<>();
        Panel inputs = inputs(node.site());
        for (CircuitEdge edge : edges.into(node)) {
            terms.add(new Term(
                    new Source.Edge(edge),
                    edge.weight(),
                    inputs.get(edge.source().channel(), column)));
        }
        terms.add(new Term(new Source.Bias(), 1, edges.bias(node)));
        double[] all = edges.sums(node.site(), channels(inputs, column));
        Optional<Applied> function = Optional.empty();
        if (node.site().kind() == SiteKind.MLP_NEURON) {
            apply(all);
            function = Optional.of(new Applied(config.activation(), all[node.channel()]));
        }
        return new NodeSum(node, terms, Optional.empty(), false, function, selection(node, all, shown), shown);
    }

    /// What the weights into a site multiply: attention lets WRITE see its mix of V, y.
    private Panel inputs(Site site) {
        int layer = site.layer();
        return seen.at(
                switch (site.kind()) {
                    case ATTN_Q, ATTN_K, ATTN_V -> new Site(layer, SiteKind.ATTN_READ);
                    case ATTN_WRITE -> new Site(layer, SiteKind.ATTN_Y);
                    case MLP_NEURON -> new Site(layer, SiteKind.MLP_READ);
                    case MLP_WRITE -> new Site(layer, SiteKind.MLP_NEURON);
                    case ATTN_READ, MLP_READ, RESID_IN, ATTN_Y, RESID_MID, FINAL_RESID ->
                        throw new IllegalArgumentException("no weights end in " + site);
                });
    }

    private static float[] channels(Panel panel, int column) {
        float[] values = new float[panel.channels()];
        for (int c = 0; c < values.length; c++) values[c] = panel.get(c, column);
        return values;
    }

    /// The function works on each value by itself, so that they may lie in a tile as they come.
    private void apply(double[] sums) {
        int rows = Panel.tileCount(sums.length);
        float[] tile = new float[rows * Panel.TILE];
        for (int i = 0; i < sums.length; i++) tile[i] = (float) sums[i];
        new ActivationFunction().forward(config.activation(), tile, rows, Panel.TILE);
        for (int i = 0; i < sums.length; i++) sums[i] = tile[i];
    }

    private NodeSum read(NodeId node, int column, int position, float shown) {
        int state = ResidualPath.readBy(node);
        boolean ofStream = node.channel() < config.modelWidth();
        Normed normed = ofStream ? ofStream(state, column) : ofPosition(node.site(), position);
        int channel = ofStream ? node.channel() : node.channel() - config.modelWidth();
        Gain gain = new Gain(normed.scale(), normed.norm().weight()[channel]);
        List<Term> terms = new ArrayList<>();
        boolean lost = false;
        if (ofStream) lost = addStream(terms, node, gain.factor(), column, position);
        else terms.add(new Term(new Source.Position(position), gain.factor(), normed.input()[channel]));
        if (!normed.norm().rms()) {
            terms.add(new Term(new Source.Mean(), -gain.factor(), normed.mean()));
            terms.add(new Term(new Source.Bias(), 1, normed.norm().bias()[channel]));
        }
        return new NodeSum(
                node,
                terms,
                Optional.of(gain),
                lost,
                Optional.empty(),
                selection(node, reads(node.site(), state, column, position), shown),
                shown);
    }

    /// What the embeddings and the sublayers before a READ wrote to its channel; whether some of it was lost.
    private boolean addStream(List<Term> terms, NodeId read, double gain, int column, int position) {
        int channel = read.channel();
        int token = seen.batch().tokens()[column];
        terms.add(new Term(new Source.Token(token), gain, model.tokenEmbedding().get(token, channel)));
        if (config.positionWidth() == 0) {
            terms.add(new Term(
                    new Source.Position(position),
                    gain,
                    model.positionEmbedding().get(position, channel)));
        }
        boolean lost = false;
        for (int state = 1; state <= ResidualPath.readBy(read); state++) {
            NodeId write = new NodeId(ResidualPath.writeBefore(state), channel);
            terms.add(new Term(
                    new Source.Written(write), gain, seen.at(write.site()).get(channel, column)));
            if (!stream.cut(state, channel, column)) continue;
            lost |= terms.stream().anyMatch(t -> t.value() != 0);
            terms.clear();
        }
        return lost;
    }

    private Normed ofStream(int state, int column) {
        return Normed.of(stream.norm(state), stream.panel(state), column);
    }

    /// A concatenated position has a norm of its own.
    private Normed ofPosition(Site site, int position) {
        Layer layer = model.layers().get(site.layer());
        Norm norm = site.kind().isAttention() ? layer.attentionPositionNorm() : layer.mlpPositionNorm();
        if (norm == null) throw new IllegalArgumentException(site + " reads no position");
        CsrMatrix embedding = model.positionEmbedding();
        double[] values = new double[embedding.columns()];
        for (int c = 0; c < values.length; c++) values[c] = embedding.get(position, c);
        return Normed.of(norm, values);
    }

    /// All channels of a READ before AbsTopK.
    private double[] reads(Site site, int state, int column, int position) {
        double[] all = new double[config.readWidth()];
        Normed ofStream = ofStream(state, column);
        for (int c = 0; c < config.modelWidth(); c++) all[c] = ofStream.result(c);
        if (config.positionWidth() == 0) return all;
        Normed ofPosition = ofPosition(site, position);
        for (int c = config.modelWidth(); c < all.length; c++) {
            all[c] = ofPosition.result(c - config.modelWidth());
        }
        return all;
    }

    private Optional<Selection> selection(NodeId node, double[] all, float shown) {
        int kept = config.kept(place(node.site().kind()), all.length);
        if (kept >= all.length) return Optional.empty();
        double own = Math.abs(all[node.channel()]);
        int rank = 1;
        int ties = 0;
        for (int c = 0; c < all.length; c++) {
            double other = Math.abs(all[c]);
            if (c == node.channel()) continue;
            if (Math.abs(other - own) <= TIE * own) ties++;
            else if (other > own) rank++;
        }
        // Among equals the pass has decided.
        if (rank <= kept && rank + ties > kept && shown == 0) rank += ties;
        return Optional.of(new Selection(rank, kept, all.length));
    }

    private static TopKPlace place(SiteKind kind) {
        return switch (kind) {
            case ATTN_READ -> TopKPlace.ATTN_IN;
            case ATTN_Q -> TopKPlace.ATTN_Q;
            case ATTN_K -> TopKPlace.ATTN_K;
            case ATTN_V -> TopKPlace.ATTN_V;
            case ATTN_WRITE -> TopKPlace.ATTN_OUT;
            case MLP_READ -> TopKPlace.MLP_IN;
            case MLP_NEURON -> TopKPlace.MLP_NEURON;
            case MLP_WRITE -> TopKPlace.MLP_OUT;
            case RESID_IN, ATTN_Y, RESID_MID, FINAL_RESID ->
                throw new IllegalArgumentException(kind + " holds no nodes");
        };
    }
}
