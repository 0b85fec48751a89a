package org.circuitexplorer.app.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.circuitexplorer.app.picture.NodeColour;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;

/// How each node of a circuit looks under a colouring; nodes without a value stay empty.
final class NodeFaces {
    private final OpenModel model;
    private final Circuit circuit;
    private final float[] means;
    private final Ablations ablations;
    private final ToDoubleFunction<NodeId> onPrompt;
    private final Optional<CorpusStatistics> statistics;

    /// @param onPrompt value of a node on the prompt that is shown
    NodeFaces(
            OpenModel model,
            CircuitDocument document,
            Ablations ablations,
            ToDoubleFunction<NodeId> onPrompt,
            Optional<CorpusStatistics> statistics) {
        this.model = model;
        this.circuit = document.circuit();
        this.means = document.means(model.nodes());
        this.ablations = ablations;
        this.onPrompt = onPrompt;
        this.statistics = statistics;
    }

    Map<NodeId, NodeFace> by(Colouring colouring) {
        return switch (colouring) {
            case EFFECT -> magnitudes(Tint.ACCENT, n -> circuit.info(n).effect().orElse(0));
            case TAU -> magnitudes(Tint.ACCENT, n -> circuit.info(n).tau().orElse(0));
            case MEAN -> signed(n -> means[model.nodes().indexOf(n)]);
            case PROMPT -> signed(onPrompt);
            case COLOUR -> magnitudes(Tint.MARK, n -> circuit.info(n).colour().isEmpty() ? 0 : 1);
        };
    }

    private Map<NodeId, NodeFace> magnitudes(Tint tint, ToDoubleFunction<NodeId> value) {
        double largest = circuit.nodeSet().stream().mapToDouble(value).max().orElse(0);
        Map<NodeId, NodeFace> faces = new HashMap<>();
        for (NodeId node : circuit.nodeSet()) {
            faces.put(node, face(node, tint, value.applyAsDouble(node), largest));
        }
        return faces;
    }

    /// Each node against its own range over the corpus, because sites differ in scale.
    private Map<NodeId, NodeFace> signed(ToDoubleFunction<NodeId> value) {
        Map<NodeId, NodeFace> faces = new HashMap<>();
        for (NodeId node : circuit.nodeSet()) {
            double v = value.applyAsDouble(node);
            double range = statistics
                    .map(s -> s.histogram(model.nodes().indexOf(node)))
                    .map(h -> (double) Math.max(Math.abs(h.min()), Math.abs(h.max())))
                    .orElse(Math.abs(v));
            faces.put(node, face(node, v < 0 ? Tint.NEGATIVE : Tint.POSITIVE, Math.abs(v), range));
        }
        return faces;
    }

    private NodeFace face(NodeId node, Tint tint, double magnitude, double largest) {
        return new NodeFace(
                NodeFace.strength(magnitude, largest),
                tint,
                circuit.info(node).label(),
                ablations.inverted() || ablations.contains(node) ? NodeState.ABLATED : NodeState.ACTIVE,
                NodeColour.ink(circuit.info(node).colour()));
    }
}
