package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.IdentityHashMap;
import java.util.Optional;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.circuitexplorer.app.compare.CompareWindow;
import org.circuitexplorer.app.dossier.DossierWindow;
import org.circuitexplorer.app.dossier.ValidationModel;
import org.circuitexplorer.app.lecture.LectureEditor;
import org.circuitexplorer.app.lecture.LectureModel;
import org.circuitexplorer.app.prune.PruneDialog;
import org.circuitexplorer.app.prune.SearchQueue;
import org.circuitexplorer.app.runs.RunsWindow;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.workbench.WorkbenchModel;
import org.circuitexplorer.app.workbench.WorkbenchWindow;
import org.circuitexplorer.app.workspace.Notice;
import org.circuitexplorer.app.workspace.Notice.Offer;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.jspecify.annotations.Nullable;

/// What actions do with the window and beside it: lectures, searches, validations, tables, appearance.
final class WindowCommands {
    private final Stage stage;
    private final Workspace workspace;
    private final Appearance appearance;
    private final SessionModel session;
    private final LectureModel lecture;
    private final SearchQueue searches;
    private final WorkbenchModel workbench;
    /// Kept once it was made, for it has many controls.
    private @Nullable WorkbenchWindow workbenchWindow;
    /// What was found out about circuits since the window opened.
    private final IdentityHashMap<CircuitDocument, Dossier> dossiers = new IdentityHashMap<>();

    WindowCommands(
            Stage stage, Workspace workspace, Appearance appearance, SessionModel session, LectureModel lecture) {
        this.stage = stage;
        this.workspace = workspace;
        this.appearance = appearance;
        this.session = session;
        this.lecture = lecture;
        this.searches = new SearchQueue(workspace);
        this.workbench = new WorkbenchModel(workspace.study());
        workspace.modelProperty().subscribe(model -> dossiers.clear());
    }

    /// Lays the circuit under study over another one, or beside one of another model.
    void compare(FileDialogs files) {
        workspace
                .study()
                .entry()
                .filter(entry -> entry.circuit().isPresent())
                .ifPresent(
                        entry -> new CompareWindow(stage, workspace, entry, appearance.theme(), files::circuit).show());
    }

    /// Tries prompts; those that were tried before are still there.
    void tryPrompts(FileDialogs files) {
        workbench.start();
        WorkbenchWindow trying = workbenchWindow;
        if (trying == null) trying = new WorkbenchWindow(stage, workbench, files);
        workbenchWindow = trying;
        trying.show();
    }

    /// Adds the node that helps the circuit most.
    void grow() {
        workspace
                .study()
                .growth()
                .addMostHelpful(found -> workspace.tell(found.map(n ->
                                text("grow.added", n.node(), "%.3f".formatted(n.before()), "%.3f".formatted(n.after())))
                        .orElse(text("grow.none"))));
    }

    void toggleSafeColours() {
        appearance.safeColoursProperty().set(!appearance.safeColoursProperty().get());
    }

    /// Lists what came of every change of the ablations.
    void showRuns(FileDialogs files) {
        new RunsWindow(stage, workspace.study().runs(), files::saveRuns).show();
    }

    /// Tells the lecture of the session; without one, that of the open model.
    void tell() {
        if (!lecture.lecture().steps().isEmpty()) {
            lecture.begin(0);
            return;
        }
        workspace
                .model()
                .flatMap(SampleModels::lecture)
                .ifPresentOrElse(
                        file -> session.openLecture(file, () -> lecture.begin(0)),
                        () -> workspace.tell(text("lecture.none")));
    }

    void addStep() {
        int number = lecture.addStep() + 1;
        String title = lecture.lecture().title();
        workspace.mention(title.isBlank() ? text("lecture.added", number) : text("lecture.addedTo", number, title));
    }

    void editLecture() {
        new LectureEditor(stage, lecture).show();
    }

    void toggleMotion() {
        appearance.motionProperty().set(!appearance.motionProperty().get());
    }

    void toggleFullScreen() {
        stage.setFullScreen(!stage.isFullScreen());
    }

    void toggleGhosts() {
        session.views()
                .model()
                .ghostsWantedProperty()
                .set(!session.views().model().ghostsWantedProperty().get());
    }

    void toggleTheme() {
        appearance.darkProperty().set(!appearance.darkProperty().get());
    }

    void take(Offer offer, FileDialogs files) {
        switch (offer) {
            case Notice.None none -> {}
            case Notice.Details details -> new DetailsWindow(stage, details).show();
            case Notice.SaveCompact save -> files.saveCompact();
            case Notice.OpenInstead open -> workspace.open(open.file());
            case Notice.ChooseMeans choose -> files.openWithMeans(choose.circuit());
            case Notice.ChooseModel choose -> files.openWithModel(choose.session());
            case Notice.Recover recover -> session.recover(recover.session());
        }
    }

    void leave(Offer offer) {
        if (offer instanceof Notice.Recover recover) session.discard(recover.session());
    }

    /// The searches for circuits.
    SearchQueue searches() {
        return searches;
    }

    /// Searches that have not ended are not dropped without a word.
    void askBeforeClosing(WindowEvent request) {
        if (!searches.isBusy()) return;
        request.consume();
        new ClosingDialog(stage, searches).show();
    }

    /// Closes the window as its own button does.
    void quit() {
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    void prune() {
        Optional<String> obstacle = workspace.model().flatMap(OpenModel::obstacleToPruning);
        if (obstacle.isPresent()) {
            workspace.tell(obstacle.get());
            return;
        }
        workspace
                .study()
                .entry()
                .ifPresent(entry -> new PruneDialog(stage, workspace, searches, entry, appearance.theme()).show());
    }

    void validate() {
        workspace
                .study()
                .entry()
                .filter(entry -> entry.circuit().isPresent())
                .ifPresent(entry -> new DossierWindow(
                                stage,
                                new ValidationModel(workspace, entry, dossiers, ValidationSettings.DEFAULT),
                                appearance.theme())
                        .show());
    }
}
