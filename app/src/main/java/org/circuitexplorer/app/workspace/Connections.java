package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitLink.EmbeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLink.ResidualWire;
import org.circuitexplorer.engine.circuit.CircuitLink.UnembeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;

/// What a node of a circuit reads and writes at one token, with the contributions that make up its value.
///
/// @param reads nodes of the circuit it reads, then bias and what lies outside the circuit
/// @param writes nodes of the circuit that read it, then how many outside do
/// @param used edges of the circuit that touch it
/// @param all non-zero weights of the model that touch it
public record Connections(List<Connection> reads, List<Connection> writes, int used, int all) {
    public Connections {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    /// @param state where the values come from, and the weights: an ablated edge is none, its share a part of the bias
    /// @param at prompt and token
    public static Connections of(
            NodeId node, OpenModel model, Circuit circuit, List<Integer> answers, CircuitState state, TokenPlace at) {
        PromptRun run = state.now();
        int sequence = at.prompt();
        int token = at.token();
        NodeEdges edges = new NodeEdges(state.weights());
        List<CircuitEdge> into = edges.into(node);
        List<CircuitEdge> outOf = edges.outOf(node);
        List<Connection> reads = new ArrayList<>();
        List<Connection> writes = new ArrayList<>();
        double outside = 0;
        int outsideReads = 0;
        for (CircuitEdge e : into) {
            double contribution = e.weight() * run.carried(e, sequence)[token];
            if (circuit.contains(e.source())) reads.add(connection(e.source(), e.weight(), contribution));
            else {
                outside += contribution;
                outsideReads++;
            }
        }
        for (CircuitEdge e : outOf) {
            if (!circuit.contains(e.target())) continue;
            writes.add(connection(e.target(), e.weight(), e.weight() * run.carried(e, sequence)[token]));
        }
        addStream(node, model, circuit, answers, run, sequence, token, reads, writes);
        reads.sort(STRONGEST);
        writes.sort(STRONGEST);
        bias(node, state.weights())
                .ifPresent(b -> reads.add(new Connection(text("inspector.bias"), Optional.empty(), 0, b)));
        if (outsideReads > 0) {
            reads.add(new Connection(text("inspector.outside", outsideReads), Optional.empty(), 0, outside));
        }
        int used = (int) into.stream().filter(e -> circuit.contains(e.source())).count()
                + (int) outOf.stream().filter(e -> circuit.contains(e.target())).count();
        long outsideWrites =
                outOf.stream().filter(e -> !circuit.contains(e.target())).count();
        if (outsideWrites > 0) {
            writes.add(new Connection(text("inspector.outside", outsideWrites), Optional.empty(), 0, Double.NaN));
        }
        return new Connections(reads, writes, used, into.size() + outOf.size());
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

    /// The other end of a wire of the residual stream.
    private static Connection wire(NodeId node, double contribution) {
        return new Connection(node.name(), Optional.of(node), 0, contribution);
    }

    /// What comes through the residual stream: earlier writes of a READ's channel, later reads and answers of a
    /// WRITE's.
    private static void addStream(
            NodeId node,
            OpenModel model,
            Circuit circuit,
            List<Integer> answers,
            PromptRun run,
            int sequence,
            int token,
            List<Connection> reads,
            List<Connection> writes) {
        CircuitLinks links = new CircuitLinks(model.transformer(), circuit);
        for (ResidualWire wire : links.residualWires()) {
            double value = run.values(wire.write(), sequence)[token];
            if (wire.read().equals(node)) reads.add(wire(wire.write(), value));
            if (wire.write().equals(node)) writes.add(wire(wire.read(), value));
        }
        int current =
                run.activations().batch().tokens()[run.activations().batch().start()[sequence] + token];
        for (EmbeddingWeight e : links.embeddings(List.of(current))) {
            if (!e.read().equals(node)) continue;
            reads.add(new Connection(
                    text("inspector.token", model.tokenText(current)), Optional.empty(), e.weight(), e.weight()));
        }
        for (UnembeddingWeight u : links.unembeddings(answers)) {
            if (!u.write().equals(node)) continue;
            double contribution = u.weight() * run.values(node, sequence)[token];
            writes.add(new Connection(
                    text("inspector.logit", model.tokenText(u.token())), Optional.empty(), u.weight(), contribution));
        }
    }

    private static Optional<Double> bias(NodeId node, SparseTransformer weights) {
        return node.site().kind().role() == SiteKind.Role.READ
                ? Optional.empty()
                : Optional.of((double) new NodeEdges(weights).bias(node));
    }
}
