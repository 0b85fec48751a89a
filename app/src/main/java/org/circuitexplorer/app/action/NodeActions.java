package org.circuitexplorer.app.action;

import static org.circuitexplorer.viewer.text.Wording.text;

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
                Action.always("toggle", text("action.toggle"), Group.NODE, List.of(Key.of(KeyCode.SPACE)), this::toggle)
                        .when(() -> !selected().isEmpty()
                                || study.selection().edge().isPresent()),
                Action.always("next-edge", text("action.nextEdge"), Group.NODE, List.of(Key.of(KeyCode.E)), edges::next)
                        .when(edges::isPossible),
                action("active", text("action.active"), List.of(Key.of(KeyCode.A)), switches()::activate),
                action("mean", text("action.mean"), List.of(Key.of(KeyCode.M)), ablate(new Ablation.Mean())),
                action("zero", text("action.zero"), List.of(Key.of(KeyCode.Z)), ablate(new Ablation.Zero())),
                action(
                        "resample",
                        text("action.resample"),
                        List.of(Key.of(KeyCode.R)),
                        ablate(new Ablation.OtherPrompt())),
                action("half", text("action.half"), List.of(), ablate(new Ablation.Scale(0.5f))),
                action("reverse", text("action.reverse"), List.of(), ablate(new Ablation.Scale(-1))),
                action("head", text("action.head"), List.of(Key.of(KeyCode.H)), wholes(switches()::headOf)),
                action("sublayer", text("action.sublayer"), List.of(), wholes(switches()::sublayerOf)),
                action("layer", text("action.layer"), List.of(Key.of(KeyCode.L)), wholes(switches()::layerOf)),
                action("here", text("action.here"), List.of(Key.of(KeyCode.T)), this::toggleHere),
                action("everywhere", text("action.everywhere"), List.of(), switches()::everywhere),
                action("keep-only", text("action.keepOnly"), List.of(Key.of(KeyCode.K)), switches()::keepOnly),
                action("copy-name", text("action.copyName"), List.of(), NodeActions::copy));
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
                .map(s -> study.prompts().place(nodes.getLast(), s).token())
                .ifPresent(token -> switches().toggleAt(nodes, token));
    }

    private static void copy(List<NodeId> nodes) {
        ClipboardContent content = new ClipboardContent();
        content.putString(nodes.stream().map(NodeId::name).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
