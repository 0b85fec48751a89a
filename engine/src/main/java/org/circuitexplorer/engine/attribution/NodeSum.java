package org.circuitexplorer.engine.attribution;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.NodeId;

/// How the value of a node at one token comes about: terms that add up, then what the activation function and AbsTopK
/// make of their sum.
///
/// @param node the node
/// @param terms everything it reads, bias included, also what is 0
/// @param norm by what the terms of a READ are multiplied; empty for other nodes
/// @param lost whether the stream lost earlier terms, an activation function or AbsTopK having set it to 0 between
/// @param function what the activation function of a NEURON makes of the sum
/// @param selection what AbsTopK makes of it, where it is applied
/// @param shown the value that the pass recorded
public record NodeSum(
        NodeId node,
        List<Term> terms,
        Optional<Gain> norm,
        boolean lost,
        Optional<Applied> function,
        Optional<Selection> selection,
        float shown) {
    /// How far a sum may be from the recorded value, as a part of its largest term: float32 rounds each addition.
    private static final double ROUNDING = 1e-5;

    /// Where a term comes from.
    public sealed interface Source {
        /// A weight from another node of the sublayer; from a V node through the attention.
        record Edge(CircuitEdge edge) implements Source {}

        /// What an earlier WRITE added to the READ's channel of the stream.
        record Written(NodeId write) implements Source {}

        /// The embedding of the token that stands there.
        record Token(int token) implements Source {}

        /// The embedding of the token's position.
        record Position(int position) implements Source {}

        /// What is added without being read.
        record Bias() implements Source {}

        /// The mean over channels that LayerNorm subtracts.
        record Mean() implements Source {}
    }

    /// One summand.
    ///
    /// @param weight by what it is multiplied: the edge's weight, or the gain of the norm
    /// @param value the activation
    public record Term(Source source, double weight, double value) {
        /// What it adds.
        public double contribution() {
            return weight * value;
        }
    }

    /// What a norm does to one channel.
    ///
    /// @param scale of all channels at this token: one over the root of the mean square
    /// @param weight of the channel
    public record Gain(double scale, double weight) {
        public double factor() {
            return scale * weight;
        }
    }

    /// @param result what the function makes of the sum
    public record Applied(Activation function, double result) {}

    /// AbsTopK over all channels of a site.
    ///
    /// @param rank of the node by magnitude, from 1
    /// @param kept how many channels keep their value
    /// @param of how many channels there are
    public record Selection(int rank, int kept, int of) {
        public boolean keeps() {
            return rank <= kept;
        }
    }

    public NodeSum {
        terms = List.copyOf(terms);
    }

    /// Sum of all terms.
    public double sum() {
        return terms.stream().mapToDouble(Term::contribution).sum();
    }

    /// The value that all of this makes.
    public double made() {
        if (selection.isPresent() && !selection.get().keeps()) return 0;
        return function.map(Applied::result).orElse(sum());
    }

    /// The recorded value less the one made; far from 0 only where the recorded one was put there by an intervention.
    public double difference() {
        return shown - made();
    }

    /// Whether the two are the same but for rounding.
    public boolean closes() {
        double largest = terms.stream()
                .mapToDouble(t -> Math.abs(t.contribution()))
                .max()
                .orElse(0);
        return Math.abs(difference()) <= ROUNDING * Math.max(largest, Math.abs(shown));
    }
}
