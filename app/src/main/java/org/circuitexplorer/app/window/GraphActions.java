package org.circuitexplorer.app.window;

import static org.circuitexplorer.app.action.Action.always;
import static org.circuitexplorer.app.action.Key.control;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.action.Key;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.prompt.PromptModel;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.viewer.graph.CircuitGraphView;

/// What can be done with the graph: with the node that is selected, and with what is seen of it.
record GraphActions(
        ExplorerWindow window,
        WindowCommands commands,
        Workspace workspace,
        SessionModel session,
        PromptModel prompts) {
    private static final double ZOOM = 1.25;

    List<Action> all() {
        List<Action> all = new ArrayList<>(node());
        all.addAll(view());
        return all;
    }

    private List<Action> node() {
        return List.of(
                always("ghosts", text("action.ghosts"), Group.NODE, List.of(Key.of(KeyCode.G)), commands::toggleGhosts),
                always(
                                "more-ghosts",
                                text("action.moreGhosts"),
                                Group.NODE,
                                List.of(Key.of(KeyCode.M, KeyCombination.SHIFT_DOWN)),
                                () -> model().moreGhosts())
                        .when(() -> model().ghostsProperty().get().isCut()),
                selected(
                        "strongest-down",
                        text("action.strongestDown"),
                        new Key.Sign("["),
                        () -> graph().followStrongest(false)),
                selected(
                        "strongest-up",
                        text("action.strongestUp"),
                        new Key.Sign("]"),
                        () -> graph().followStrongest(true)),
                described("neighbour", text("action.neighbour"), Group.NODE, text("key.arrows")),
                selected("path", text("action.path"), Key.of(KeyCode.P), this::togglePath),
                selected(
                        "collapse-head",
                        text("action.collapseHead"),
                        Key.of(KeyCode.C),
                        () -> folding().toggle(true)),
                selected(
                        "collapse-sublayer",
                        text("action.collapseSublayer"),
                        Key.of(KeyCode.C, KeyCombination.SHIFT_DOWN),
                        () -> folding().toggle(false)),
                always(
                                "collapse-group",
                                text("action.collapseGroup"),
                                Group.NODE,
                                List.of(Key.of(KeyCode.G, KeyCombination.SHIFT_DOWN)),
                                () -> folding().toggleGroup())
                        .when(() -> folding().groupOfSelected().isPresent()),
                always("unfold", text("action.unfold"), Group.VIEW, List.of(), () -> model().unfoldAll())
                        .when(() -> !study().look().collapsed().isEmpty()),
                described("select-all", text("action.selectAll"), Group.NODE, text("key.selectAll")),
                described("menu", text("action.menu"), Group.NODE, text("key.menu")),
                selected(
                        "select-nothing",
                        text("action.selectNothing"),
                        new Key.InGraph(text("key.escape")),
                        () -> study().selectNothing()));
    }

    private void togglePath() {
        if (study().selection().nodes().size() < 2) {
            workspace.mention(text("path.second"));
        } else if (!graph().marks().togglePath()) {
            workspace.mention(text("path.none"));
        }
    }

    private Action selected(String id, String name, Key key, Runnable run) {
        return always(id, name, Group.NODE, List.of(key), run)
                .when(() -> study().selectionProperty().get().isPresent());
    }

    /// Keys that the graph understands and that are of no use in a list of actions.
    private static Action described(String id, String name, Group group, String keys) {
        return always(id, name, group, List.of(new Key.InGraph(keys)), () -> {}).when(() -> false);
    }

    private List<Action> view() {
        List<Action> view = new ArrayList<>(List.of(
                always(
                        "fit",
                        text("action.fit"),
                        Group.VIEW,
                        List.of(Key.of(KeyCode.F), control(KeyCode.DIGIT0), control(KeyCode.NUMPAD0)),
                        () -> graph().fit()),
                view(
                        "fit-selection",
                        text("action.fitSelection"),
                        new Key.InGraph(text("key.fitSelection")),
                        () -> graph().fit(graph().marks().selected())),
                view("zoom-in", text("action.zoomIn"), new Key.InGraph("+"), () -> graph().zoom(ZOOM)),
                view("zoom-out", text("action.zoomOut"), new Key.InGraph("−"), () -> graph().zoom(1 / ZOOM)),
                view(
                        "budget",
                        text("action.budget"),
                        Key.of(KeyCode.B),
                        () -> model().budgetWantedProperty()
                                .set(!model().budgetWantedProperty().get())),
                described("pan", text("action.pan"), Group.VIEW, text("key.shiftArrows")),
                view("graph", text("action.graph"), control(KeyCode.G), window::goToGraph),
                view("find", text("action.find"), control(KeyCode.F), window::focusSearch),
                view("previous-pair", text("action.previousPair"), control(KeyCode.LEFT), prompts::previousPair),
                view("next-pair", text("action.nextPair"), control(KeyCode.RIGHT), prompts::nextPair),
                view(
                        "histogram-scale",
                        text("action.histogramScale"),
                        Key.of(KeyCode.L, KeyCombination.SHIFT_DOWN),
                        () -> window.inspected().toggleScale()),
                view(
                        "attention-channel",
                        text("action.attentionChannel"),
                        Key.of(KeyCode.T, KeyCombination.SHIFT_DOWN),
                        () -> window.inspected().toggleByChannel()),
                view(
                        "examples",
                        text("action.examples"),
                        Key.of(KeyCode.E, KeyCombination.SHIFT_DOWN),
                        () -> study().examplesProperty()
                                .set(study().examplesProperty().get().next())),
                view(
                        "difference",
                        text("action.difference"),
                        control(KeyCode.J),
                        () -> prompts.differenceProperty()
                                .set(!prompts.differenceProperty().get())),
                view("theme", text("action.theme"), control(KeyCode.D), commands::toggleTheme)));
        for (Colouring each : Colouring.values()) {
            view.add(always(
                    "colour-" + each.name().toLowerCase(Locale.ROOT),
                    text("action.colour", each),
                    Group.VIEW,
                    List.of(),
                    () -> model().colouringProperty().set(each)));
        }
        return view;
    }

    private static Action view(String id, String name, Key key, Runnable run) {
        return always(id, name, Group.VIEW, List.of(key), run);
    }

    private Study study() {
        return workspace.study();
    }

    private Folding folding() {
        return new Folding(workspace, model());
    }

    private GraphModel model() {
        return session.views().model();
    }

    private CircuitGraphView graph() {
        return session.views().graph();
    }
}
