package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.picture.CircuitPart;
import org.circuitexplorer.app.picture.Collapse;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;

/// Draws the part of the circuit that holds the selected node as one, and lets it go again.
record Folding(Workspace workspace, GraphModel model) {
    /// Folds the head or the sublayer of the selected node, or unfolds what it is shown as.
    void toggle(boolean head) {
        ModelConfig config = study().entry().orElseThrow().model().config();
        study().selectionProperty()
                .get()
                .ifPresent(node -> model.collapse()
                        .partOf(node)
                        .ifPresentOrElse(
                                model::unfold,
                                () -> fold(
                                        node, head ? CircuitPart.headOf(node, config) : CircuitPart.sublayerOf(node))));
    }

    /// The group that the selected node is in.
    Optional<CircuitPart> groupOfSelected() {
        return study().selectionProperty()
                .get()
                .flatMap(node -> study().circuit()
                        .map(document -> document.circuit())
                        .filter(circuit -> circuit.contains(node))
                        .flatMap(circuit -> CircuitPart.groupOf(node, circuit)));
    }

    /// Folds the group of the selected node, or unfolds what it is shown as.
    void toggleGroup() {
        NodeId node = study().selectionProperty().get().orElseThrow();
        model.collapse()
                .partOf(node)
                .ifPresentOrElse(
                        model::unfold, () -> fold(node, groupOfSelected().orElseThrow()));
    }

    /// What becomes one node is selected as a whole.
    private void fold(NodeId node, CircuitPart part) {
        TaskEntry entry = study().entry().orElseThrow();
        boolean several = study().circuit()
                .filter(c -> !Collapse.of(
                                List.of(part.name()), c.circuit(), entry.model().config())
                        .isNone())
                .isPresent();
        if (!several) {
            workspace.mention(text("collapse.one"));
            return;
        }
        model.toggleCollapsed(part);
        model.collapse().hidden(model.collapse().shownAs(node)).ifPresent(study().selection()::choose);
    }

    private Study study() {
        return workspace.study();
    }
}
