package org.circuitexplorer.app.action;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.model.NodeId;

/// What can be done to the selected node.
public final class NodeActions {
    private final Study study;

    public NodeActions(Study study) {
        this.study = study;
    }

    /// All of them, in the order of menus.
    public List<Action> all() {
        return List.of(
                action("toggle", "Switch the node off and on", List.of(Key.of(KeyCode.SPACE)), study::toggle),
                action("active", "Make the node active", List.of(Key.of(KeyCode.A)), study::activate),
                action("mean", "Freeze the node to its mean", List.of(Key.of(KeyCode.M)), ablate(new Ablation.Mean())),
                action("zero", "Set the node to zero", List.of(Key.of(KeyCode.Z)), ablate(new Ablation.Zero())),
                action("half", "Halve what the node does", List.of(), ablate(new Ablation.Scale(0.5f))),
                action("reverse", "Turn what the node does around", List.of(), ablate(new Ablation.Scale(-1))),
                action("copy-name", "Copy the node's name", List.of(), NodeActions::copy));
    }

    private Action action(String id, String name, List<Key> keys, Consumer<NodeId> body) {
        return Action.always(id, name, Group.NODE, keys, () -> selected().ifPresent(body))
                .when(() -> selected().isPresent());
    }

    private Optional<NodeId> selected() {
        return study.selectionProperty().get();
    }

    private Consumer<NodeId> ablate(Ablation ablation) {
        return node -> study.ablate(node, ablation);
    }

    private static void copy(NodeId node) {
        ClipboardContent content = new ClipboardContent();
        content.putString(node.name());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
