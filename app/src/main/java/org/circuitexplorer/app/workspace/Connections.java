package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.attribution.NodeSum;
import org.circuitexplorer.engine.attribution.NodeSum.Source;
import org.circuitexplorer.engine.attribution.NodeSum.Term;
import org.circuitexplorer.engine.attribution.NodeSums;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitLink.ResidualWire;
import org.circuitexplorer.engine.circuit.CircuitLink.UnembeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind.Role;

/// What a node of a circuit reads and writes at one token, with the contributions that make up its value.
///
/// @param reads nodes of the circuit it reads, tokens and positions, then bias and what lies outside the circuit; they
///     add up to the sum of `making`
/// @param writes nodes of the circuit that read it, then how many outside do
/// @param making how the value comes about
/// @param holder what holds the node at its value, where that is not what it reads
/// @param used edges of the circuit that touch it
/// @param all non-zero weights of the model that touch it
public record Connections(
        List<Connection> reads, List<Connection> writes, NodeSum making, Holder holder, int used, int all) {
    /// What may hold a node at a value.
    public enum Holder {
        NOTHING,
        /// It is ablated by the user.
        ABLATION,
        /// It stands outside of what runs, frozen to its mean.
        MEAN
    }

    public Connections {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    /// @param state where the values come from, and the weights: an ablated edge is none, its share a part of the bias
    /// @param at prompt and token
    public static Connections of(
            NodeId node, OpenModel model, Circuit circuit, List<Integer> answers, CircuitState state, TokenPlace at) {
        PromptRun run = state.now();
        NodeSum making = new NodeSums(state.weights(), run.activations()).of(node, at.prompt(), at.token());
        NodeEdges edges = new NodeEdges(state.weights());
        List<CircuitEdge> outOf = edges.outOf(node);
        List<Connection> writes = new ArrayList<>();
        for (CircuitEdge e : outOf) {
            if (!circuit.contains(e.target())) continue;
            writes.add(connection(e.target(), e.weight(), e.weight() * run.carried(e, at.prompt())[at.token()]));
        }
        addStream(node, model, circuit, answers, run, at, writes);
        writes.sort(STRONGEST);
        int outside =
                (int) outOf.stream().filter(e -> !circuit.contains(e.target())).count();
        if (outside > 0) {
            writes.add(new Connection(text("inspector.outside", outside), Optional.empty(), 0, Double.NaN));
        }
        List<CircuitEdge> into = edges.into(node);
        int used = (int) into.stream().filter(e -> circuit.contains(e.source())).count() + outOf.size() - outside;
        return new Connections(
                reads(making, model, circuit),
                writes,
                making,
                holder(node, circuit, state.ablations(), at.token()),
                used,
                into.size() + outOf.size());
    }

    private static Holder holder(NodeId node, Circuit circuit, Ablations ablations, int token) {
        if (ablations.contains(node)
                && ablations.positionsOf(node).map(p -> p.contains(token)).orElse(true)) return Holder.ABLATION;
        boolean runs = circuit.size() == 0 || circuit.contains(node) != ablations.inverted();
        return runs ? Holder.NOTHING : Holder.MEAN;
    }

    /// The terms of a sum, those outside the circuit as one.
    private static List<Connection> reads(NodeSum making, OpenModel model, Circuit circuit) {
        List<Connection> reads = new ArrayList<>();
        List<Connection> constants = new ArrayList<>();
        double outside = 0;
        int outsideReads = 0;
        for (Term term : making.terms()) {
            Optional<NodeId> node = source(term);
            if (node.isPresent() && !circuit.contains(node.get())) {
                outside += term.contribution();
                if (term.contribution() != 0 || term.source() instanceof Source.Edge) outsideReads++;
                continue;
            }
            switch (term.source()) {
                case Source.Edge(CircuitEdge e) -> reads.add(connection(e.source(), e.weight(), term.contribution()));
                case Source.Written(NodeId write) ->
                    reads.add(new Connection(write.name(), node, term.weight(), term.contribution()));
                case Source.Token(int token) ->
                    addUnlessZero(reads, text("inspector.token", model.tokenText(token)), term);
                case Source.Position(int position) -> addUnlessZero(reads, text("inspector.position", position), term);
                case Source.Bias() -> constants.add(constant(text("inspector.bias"), term));
                case Source.Mean() -> constants.add(constant(text("inspector.mean"), term));
            }
        }
        reads.sort(STRONGEST);
        reads.addAll(constants);
        if (outsideReads > 0) {
            reads.add(new Connection(text("inspector.outside", outsideReads), Optional.empty(), 0, outside));
        }
        return reads;
    }

    private static Optional<NodeId> source(Term term) {
        return switch (term.source()) {
            case Source.Edge(CircuitEdge edge) -> Optional.of(edge.source());
            case Source.Written(NodeId write) -> Optional.of(write);
            case Source.Token t -> Optional.empty();
            case Source.Position p -> Optional.empty();
            case Source.Bias b -> Optional.empty();
            case Source.Mean m -> Optional.empty();
        };
    }

    private static void addUnlessZero(List<Connection> reads, String name, Term term) {
        if (term.value() != 0) reads.add(constant(name, term));
    }

    private static Connection constant(String name, Term term) {
        return new Connection(name, Optional.empty(), term.weight(), term.contribution());
    }

    private static final Comparator<Connection> STRONGEST = Comparator.comparingDouble(
                    (Connection c) -> -Math.abs(c.contribution()))
            .thenComparing(c -> -Math.abs(c.weight()));

    /// The other end of a weight, in the same sublayer: its place there is name enough.
    private static Connection connection(NodeId node, double weight, double contribution) {
        String site = node.site().kind().label();
        String place = site.substring(site.indexOf('.') + 1);
        return new Connection(place + " " + node.channel(), Optional.of(node), weight, contribution);
    }

    /// Where a WRITE goes through the residual stream: later reads of its channel, and answers.
    private static void addStream(
            NodeId node,
            OpenModel model,
            Circuit circuit,
            List<Integer> answers,
            PromptRun run,
            TokenPlace at,
            List<Connection> writes) {
        if (node.site().kind().role() != Role.WRITE) return;
        CircuitLinks links = new CircuitLinks(model.transformer(), circuit);
        double value = run.value(node, at);
        for (ResidualWire wire : links.residualWires()) {
            if (wire.write().equals(node)) {
                writes.add(new Connection(wire.read().name(), Optional.of(wire.read()), 0, value));
            }
        }
        for (UnembeddingWeight u : links.unembeddings(answers)) {
            if (!u.write().equals(node)) continue;
            writes.add(new Connection(
                    text("inspector.logit", model.tokenText(u.token())),
                    Optional.empty(),
                    u.weight(),
                    u.weight() * value));
        }
    }
}
