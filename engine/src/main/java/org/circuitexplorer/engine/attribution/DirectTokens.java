package org.circuitexplorer.engine.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Which tokens a node is next to by weights alone, without what other sublayers make of it: the logits it raises and
/// lowers through the unembedding, and the tokens whose embedding it reads.
///
/// The weights of norms are folded in. Their scale, which depends on the prompt but is positive and the same for all
/// channels, is left out, as are the mean that LayerNorm subtracts and all biases.
public final class DirectTokens {
    private final SparseTransformer model;
    private final ModelConfig config;
    private final NodeEdges edges;

    /// A token and the product of weights that leads to it, or from it.
    public record TokenWeight(int token, double weight) {}

    /// Both ends of an order of tokens.
    ///
    /// @param raised largest weights above 0, largest first
    /// @param lowered smallest weights below 0, smallest first
    /// @param above how many weights are above 0
    /// @param below how many are below 0
    public record Ranking(List<TokenWeight> raised, List<TokenWeight> lowered, int above, int below) {
        public Ranking {
            raised = List.copyOf(raised);
            lowered = List.copyOf(lowered);
        }
    }

    /// @param written what 1 more of the node adds to logits; empty for what no weight leads from to the stream
    /// @param read what tokens add to the node; empty for what reads no embedding
    public record Both(Optional<Ranking> written, Optional<Ranking> read) {}

    public DirectTokens(SparseTransformer model) {
        this.model = model;
        this.config = model.config();
        this.edges = new NodeEdges(model);
    }

    /// @param most how many tokens of each end
    public Both of(NodeId node, int most) {
        return new Both(
                written(node).map(w -> ranking(model.unembedding().weight(), w, most)),
                read(node).map(r -> ranking(model.tokenEmbedding(), r, most)));
    }

    /// What 1 more of a node adds to each channel of the stream, times the weight of the final norm. Of a READ: what
    /// its
    /// channel says to the logits.
    private Optional<double[]> written(NodeId node) {
        double[] channels = new double[config.modelWidth()];
        float[] norm = model.finalNorm().weight();
        switch (node.site().kind().role()) {
            case QUERY, KEY, STREAM -> {
                return Optional.empty();
            }
            case READ, WRITE -> {
                if (node.channel() >= channels.length) return Optional.empty();
                channels[node.channel()] = norm[node.channel()];
            }
            case VALUE, NEURON -> {
                for (CircuitEdge edge : edges.outOf(node)) {
                    int channel = edge.target().channel();
                    channels[channel] = (double) edge.weight() * norm[channel];
                }
            }
        }
        return Optional.of(channels);
    }

    /// What 1 more in each channel of the stream adds to a node, by the weight of the norm before it. Of a WRITE: what
    /// its channel held at first.
    private Optional<double[]> read(NodeId node) {
        double[] channels = new double[config.modelWidth()];
        Role role = node.site().kind().role();
        switch (role) {
            case STREAM -> {
                return Optional.empty();
            }
            case READ, WRITE -> {
                if (node.channel() >= channels.length) return Optional.empty();
                channels[node.channel()] = role == Role.WRITE ? 1 : norm(node).weight()[node.channel()];
            }
            case QUERY, KEY, VALUE, NEURON -> {
                for (CircuitEdge edge : edges.into(node)) {
                    int channel = edge.source().channel();
                    // Channels of a concatenated position come after those of the stream.
                    if (channel >= channels.length) continue;
                    channels[channel] = (double) edge.weight() * norm(node).weight()[channel];
                }
            }
        }
        return Optional.of(channels);
    }

    private Norm norm(NodeId node) {
        Layer layer = model.layers().get(node.site().layer());
        return node.site().kind().isAttention() ? layer.attentionNorm() : layer.mlpNorm();
    }

    /// @param tokens `[vocabulary, model width]`
    private static Ranking ranking(CsrMatrix tokens, double[] channels, int most) {
        double[] weight = new double[tokens.rows()];
        for (int t = 0; t < weight.length; t++) {
            for (int i = tokens.rowStart()[t]; i < tokens.rowStart()[t + 1]; i++) {
                weight[t] += tokens.value()[i] * channels[tokens.column()[i]];
            }
        }
        List<TokenWeight> raised = end(weight, w -> w.weight > 0);
        List<TokenWeight> lowered = end(weight, w -> w.weight < 0);
        return new Ranking(
                raised.subList(0, Math.min(most, raised.size())),
                lowered.subList(0, Math.min(most, lowered.size())),
                raised.size(),
                lowered.size());
    }

    private static List<TokenWeight> end(double[] weight, Predicate<TokenWeight> wanted) {
        return IntStream.range(0, weight.length)
                .mapToObj(t -> new TokenWeight(t, weight[t]))
                .filter(wanted)
                .sorted(Comparator.comparingDouble((TokenWeight w) -> -Math.abs(w.weight)))
                .toList();
    }
}
