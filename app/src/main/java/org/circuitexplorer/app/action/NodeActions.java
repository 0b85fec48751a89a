package org.circuitexplorer.app.action;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.workspace.AblationSwitches;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.model.NodeId;

/// What can be done to the selected node.
public final class NodeActions {
    private final Study study;
    private final EdgeWalk edges;

    public NodeActions(Study study) {
        this.study = study;
        this.edges = new EdgeWalk(study);
    }

    /// All of them, in the order of menus.
    public List<Action> all() {
        return List.of(
                Action.always(
                                "toggle",
                                "Switch what is selected off and on",
                                Group.NODE,
                                List.of(Key.of(KeyCode.SPACE)),
                                this::toggle)
                        .when(() -> !selected().isEmpty()
                                || study.selection().edge().isPresent()),
                Action.always(
                                "next-edge",
                                "To the node's edges, one after the other",
                                Group.NODE,
                                List.of(Key.of(KeyCode.E)),
                                edges::next)
                        .when(edges::isPossible),
                action("active", "Make the node active", List.of(Key.of(KeyCode.A)), switches()::activate),
                action("mean", "Freeze the node to its mean", List.of(Key.of(KeyCode.M)), ablate(new Ablation.Mean())),
                action("zero", "Set the node to zero", List.of(Key.of(KeyCode.Z)), ablate(new Ablation.Zero())),
                action(
                        "resample",
                        "Take the node's value from the other prompt of the pair",
                        List.of(Key.of(KeyCode.R)),
                        ablate(new Ablation.OtherPrompt())),
                action("half", "Halve what the node does", List.of(), ablate(new Ablation.Scale(0.5f))),
                action("reverse", "Turn what the node does around", List.of(), ablate(new Ablation.Scale(-1))),
                action(
                        "head",
                        "Switch the node's whole head off and on",
                        List.of(Key.of(KeyCode.H)),
                        wholes(switches()::headOf)),
                action("sublayer", "Switch its attention or MLP off and on", List.of(), wholes(switches()::sublayerOf)),
                action(
                        "layer",
                        "Switch its whole layer off and on",
                        List.of(Key.of(KeyCode.L)),
                        wholes(switches()::layerOf)),
                action(
                        "here",
                        "Ablate the node at the token shown alone",
                        List.of(Key.of(KeyCode.T)),
                        this::toggleHere),
                action("everywhere", "Ablate the node at all tokens again", List.of(), switches()::everywhere),
                action("keep-only", "Keep only what is selected", List.of(Key.of(KeyCode.K)), switches()::keepOnly),
                action("copy-name", "Copy the node's name", List.of(), NodeActions::copy));
    }

    private Action action(String id, String name, List<Key> keys, Consumer<List<NodeId>> body) {
        return Action.always(id, name, Group.NODE, keys, () -> body.accept(selected()))
                .when(() -> !selected().isEmpty());
    }

    private void toggle() {
        study.selection()
                .edge()
                .ifPresentOrElse(switches()::toggle, () -> switches().toggle(selected()));
    }

    private List<NodeId> selected() {
        return study.selection().nodes();
    }

    private AblationSwitches switches() {
        return study.switches();
    }

    private Consumer<List<NodeId>> ablate(Ablation ablation) {
        return nodes -> switches().ablate(nodes, ablation);
    }

    /// Ablates to their means all that some nodes belong to, or makes it active again.
    private Consumer<List<NodeId>> wholes(Function<NodeId, List<NodeId>> whole) {
        return nodes -> switches()
                .toggle(nodes.stream().flatMap(n -> whole.apply(n).stream()).collect(Collectors.toSet()));
    }

    /// At the token that is shown, of the node that is looked at.
    private void toggleHere(List<NodeId> nodes) {
        study.stateProperty()
                .get()
                .map(s -> study.place(nodes.getLast(), s).token())
                .ifPresent(token -> switches().toggleAt(nodes, token));
    }

    private static void copy(List<NodeId> nodes) {
        ClipboardContent content = new ClipboardContent();
        content.putString(nodes.stream().map(NodeId::name).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
