package org.circuitexplorer.app.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import java.util.OptionalDouble;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// What is said of a node or an edge under the pointer: besides its name what it carries at the token whose values are
/// shown.
record GraphHints(Study study) {
    /// Lines that follow a node's name; empty for tokens, answers and folded parts.
    String of(PictureNode node) {
        return node(node.id())
                .flatMap(id -> study.stateProperty().get().map(state -> of(id, state)))
                .orElse("");
    }

    private String of(NodeId node, CircuitState state) {
        TokenPlace place = study.prompts().place(node, state);
        String value = "\n" + text("graph.hint.value", number(state.now().value(node, place)), token(place, state));
        OptionalDouble effect = study.circuit()
                .map(CircuitDocument::circuit)
                .filter(circuit -> circuit.contains(node))
                .map(circuit -> circuit.info(node).effect())
                .orElse(OptionalDouble.empty());
        return effect.isEmpty() ? value : value + "\n" + text("graph.hint.effect", number(effect.getAsDouble()));
    }

    /// Lines that follow an edge's weight; empty for what multiplies no value.
    String of(PictureEdge edge) {
        if (edge.kind() != EdgeKind.WEIGHT) return "";
        Optional<NodeId> source = node(edge.source());
        Optional<NodeId> target = node(edge.target());
        if (source.isEmpty() || target.isEmpty()) return "";
        return study.stateProperty()
                .get()
                .map(state -> {
                    TokenPlace place = study.prompts().place(target.get(), state);
                    double carried = state.now().carried(source.get(), place.prompt())[place.token()];
                    return "\n"
                            + text(
                                    "graph.hint.product",
                                    number(carried),
                                    number(edge.weight() * carried),
                                    token(place, state));
                })
                .orElse("");
    }

    private Optional<NodeId> node(String id) {
        return study.entry().flatMap(e -> NodeId.parse(id, e.model().config()));
    }

    private String token(TokenPlace place, CircuitState state) {
        int token = state.prompts().sequences().get(place.prompt())[place.token()];
        return study.entry().map(TaskEntry::model).map(m -> m.tokenText(token)).orElse("");
    }

    private static String number(double value) {
        return "%+.3f".formatted(value);
    }
}
