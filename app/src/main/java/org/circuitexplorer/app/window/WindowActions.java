package org.circuitexplorer.app.window;

import static org.circuitexplorer.app.action.Action.always;
import static org.circuitexplorer.app.action.Key.control;
import static org.circuitexplorer.app.action.Key.controlShift;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.action.Key;
import org.circuitexplorer.app.action.NodeActions;
import org.circuitexplorer.app.prompt.PromptModel;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.Workspace;

/// The table of everything that can be done in the window: with the graph, with the circuit, with files.
record WindowActions(
        ExplorerWindow window,
        WindowCommands commands,
        Workspace workspace,
        SessionModel session,
        PromptModel prompts) {
    /// Everything that is always there.
    ActionTable table(FileDialogs files) {
        List<Action> all = new ArrayList<>(new NodeActions(study()).all());
        all.addAll(new GraphActions(window, commands, workspace, session, prompts).all());
        all.addAll(circuit(files));
        all.addAll(lecture());
        all.addAll(files(files));
        return new ActionTable(all);
    }

    private List<Action> circuit(FileDialogs files) {
        return List.of(
                always("undo", text("action.undo"), Group.CIRCUIT, List.of(control(KeyCode.Z)), study().history()::undo)
                        .when(() -> study().history().canUndoProperty().get()),
                always(
                                "redo",
                                text("action.redo"),
                                Group.CIRCUIT,
                                List.of(controlShift(KeyCode.Z), control(KeyCode.Y)),
                                study().history()::redo)
                        .when(() -> study().history().canRedoProperty().get()),
                always("reset", text("action.reset"), Group.CIRCUIT, List.of(), study().switches()::reset)
                        .when(() -> !study().ablations().isNone()),
                always(
                                "invert",
                                text("action.invert"),
                                Group.CIRCUIT,
                                List.of(Key.of(KeyCode.I)),
                                study().switches()::invert)
                        .when(this::hasCircuit),
                always("grow", text("action.grow"), Group.CIRCUIT, List.of(Key.of(KeyCode.N)), commands::grow)
                        .when(this::hasCircuit),
                always("prune", text("action.prune"), Group.CIRCUIT, List.of(control(KeyCode.P)), commands::prune)
                        .when(() -> study().entry().isPresent()),
                always(
                                "validate",
                                text("action.validate"),
                                Group.CIRCUIT,
                                List.of(control(KeyCode.R)),
                                commands::validate)
                        .when(this::hasCircuit),
                always(
                                "compare",
                                text("action.compare"),
                                Group.CIRCUIT,
                                List.of(control(KeyCode.M)),
                                () -> commands.compare(files))
                        .when(this::hasCircuit),
                always(
                        "runs",
                        text("action.runs"),
                        Group.CIRCUIT,
                        List.of(control(KeyCode.H)),
                        () -> commands.showRuns(files)),
                always(
                                "try-prompts",
                                text("action.tryPrompts"),
                                Group.CIRCUIT,
                                List.of(control(KeyCode.T)),
                                () -> commands.tryPrompts(files))
                        .when(() -> study().entry().isPresent()),
                always(
                        "palette",
                        text("action.palette"),
                        Group.CIRCUIT,
                        List.of(control(KeyCode.K)),
                        window::openPalette),
                always("keys", text("action.keys"), Group.CIRCUIT, List.of(Key.of(KeyCode.F1)), window::showShortcuts));
    }

    private List<Action> lecture() {
        return List.of(
                always("lecture", text("action.lecture"), Group.FILE, List.of(Key.of(KeyCode.F5)), commands::tell)
                        .when(() -> workspace.model().isPresent()),
                always("add-step", text("action.addStep"), Group.FILE, List.of(control(KeyCode.B)), commands::addStep)
                        .when(() -> study().entry().isPresent()),
                always(
                                "edit-lecture",
                                text("action.editLecture"),
                                Group.FILE,
                                List.of(control(KeyCode.L)),
                                commands::editLecture)
                        .when(() -> study().entry().isPresent()),
                always(
                        "full-screen",
                        text("action.fullScreen"),
                        Group.VIEW,
                        List.of(Key.of(KeyCode.F11)),
                        commands::toggleFullScreen),
                always("safe-colours", text("action.safeColours"), Group.VIEW, List.of(), commands::toggleSafeColours),
                always("motion", text("action.motion"), Group.VIEW, List.of(), commands::toggleMotion));
    }

    private List<Action> files(FileDialogs files) {
        return List.of(
                file("open-model", text("action.openModel"), List.of(control(KeyCode.O)), files::openModel),
                file("open-file", text("action.openFile"), List.of(controlShift(KeyCode.O)), files::openFile),
                file("save-session", text("action.saveSession"), List.of(control(KeyCode.S)), files::saveSession)
                        .when(() -> workspace.model().isPresent()),
                file(
                                "save-session-as",
                                text("action.saveSessionAs"),
                                List.of(controlShift(KeyCode.S)),
                                files::saveSessionAs)
                        .when(() -> workspace.model().isPresent()),
                file("save-circuit", text("action.saveCircuit"), List.of(), files::saveCircuit)
                        .when(this::hasCircuit),
                file("save-compact", text("action.saveCompact"), List.of(), files::saveCompact)
                        .when(() -> workspace.model().isPresent()),
                file("export", text("action.export"), List.of(control(KeyCode.E)), files::export)
                        .when(this::hasCircuit),
                file("quit", text("action.quit"), List.of(control(KeyCode.Q)), commands::quit));
    }

    private static Action file(String id, String name, List<Key> keys, Runnable run) {
        return always(id, name, Group.FILE, keys, run);
    }

    private boolean hasCircuit() {
        return study().circuit().isPresent();
    }

    private Study study() {
        return workspace.study();
    }
}
