package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;
import org.circuitexplorer.app.dialog.FocusedWindow;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.workbench.WorkbenchModel;
import org.circuitexplorer.app.workbench.WorkbenchWindow;
import org.circuitexplorer.app.workspace.CompactForm;
import org.circuitexplorer.app.workspace.RunHistory;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.session.SessionFile;
import org.circuitexplorer.viewer.graph.CircuitGraphView;

/// Lets the user choose files to open and places to save.
final class FileDialogs implements WorkbenchWindow.Saving {
    private final Stage stage;
    private final Workspace workspace;
    private final CircuitGraphView graph;
    private final SessionModel session;

    FileDialogs(Stage stage, Workspace workspace, CircuitGraphView graph, SessionModel session) {
        this.stage = stage;
        this.workspace = workspace;
        this.graph = graph;
        this.session = session;
    }

    void openModel() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(text("file.openModel"));
        workspace
                .model()
                .map(model -> model.loaded().directory().toAbsolutePath().getParent())
                .filter(Files::isDirectory)
                .ifPresent(beside -> chooser.setInitialDirectory(beside.toFile()));
        File chosen = chooser.showDialog(FocusedWindow.or(stage));
        if (chosen != null) workspace.open(chosen.toPath());
    }

    void openFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(text("file.open"));
        chooser.getExtensionFilters()
                .add(new ExtensionFilter(
                        text("file.open.kinds"), "*" + SessionFile.SUFFIX, "*.json", "*.safetensors", "*.pt"));
        File chosen = chooser.showOpenDialog(FocusedWindow.or(stage));
        if (chosen != null) workspace.open(chosen.toPath());
    }

    /// Lets the user choose a circuit's file.
    Optional<Path> circuit() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(text("file.circuit"));
        chooser.getExtensionFilters()
                .add(new ExtensionFilter(text("file.circuits", CircuitFile.SUFFIX), "*" + CircuitFile.SUFFIX));
        return Optional.ofNullable(chooser.showOpenDialog(FocusedWindow.or(stage)))
                .map(File::toPath);
    }

    /// Lets the user say where the means of a published circuit are.
    void openWithMeans(Path circuit) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(text("file.means"));
        chooser.getExtensionFilters().add(new ExtensionFilter(text("file.means.kind"), "*.pt"));
        File chosen = chooser.showOpenDialog(FocusedWindow.or(stage));
        if (chosen != null) workspace.open(circuit, Optional.of(chosen.toPath()));
    }

    /// Lets the user say where the model of a session is.
    void openWithModel(Path sessionFile) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(text("file.sessionModel"));
        File chosen = chooser.showDialog(FocusedWindow.or(stage));
        if (chosen != null) workspace.open(sessionFile, Optional.of(chosen.toPath()));
    }

    /// Saves the session in its file; lets the user choose one when it has none.
    void saveSession() {
        session.fileProperty().get().ifPresentOrElse(session::save, this::saveSessionAs);
    }

    void saveSessionAs() {
        workspace.model().ifPresent(model -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(text("file.saveSession"));
            chooser.getExtensionFilters()
                    .add(new ExtensionFilter(text("file.sessions", SessionFile.SUFFIX), "*" + SessionFile.SUFFIX));
            chooser.setInitialFileName(model.loaded().name() + SessionFile.SUFFIX);
            File chosen = chooser.showSaveDialog(FocusedWindow.or(stage));
            if (chosen != null) session.save(chosen.toPath());
        });
    }

    /// Lets the user save the open model in compact form.
    void saveCompact() {
        workspace.model().ifPresent(model -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(text("file.saveCompact"));
            chooser.setInitialDirectory(model.loaded().directory().toFile());
            chooser.setInitialFileName(String.valueOf(CompactForm.home(model).getFileName()));
            File chosen = chooser.showSaveDialog(FocusedWindow.or(stage));
            if (chosen != null) workspace.saving().compact(chosen.toPath());
        });
    }

    void saveCircuit() {
        withCircuit().ifPresent(entry -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(text("file.saveCircuit"));
            chooser.setInitialFileName(entry.name() + CircuitFile.SUFFIX);
            File chosen = chooser.showSaveDialog(FocusedWindow.or(stage));
            if (chosen != null) workspace.saving().circuit(chosen.toPath());
        });
    }

    void saveRuns(List<RunHistory.Run> runs) {
        saveTable(text("file.saveRuns"), "runs.csv", RunHistory.csv(runs));
    }

    @Override
    public void asTable(String csv) {
        saveTable(text("file.saveTrials"), "trials.csv", csv);
    }

    private void saveTable(String title, String name, String csv) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        File chosen = chooser.showSaveDialog(FocusedWindow.or(stage));
        if (chosen != null) workspace.saving().table(chosen.toPath(), csv);
    }

    /// The file's name is the task's. Beside the model, where it is found when the model is opened again.
    @Override
    public void asTask(WorkbenchModel tried) {
        workspace.model().ifPresent(model -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(text("file.saveTask"));
            File folder = model.taskFolder().toFile();
            if (folder.isDirectory()) chooser.setInitialDirectory(folder);
            chooser.setInitialFileName("my_task.json");
            File chosen = chooser.showSaveDialog(FocusedWindow.or(stage));
            if (chosen != null) tried.save(workspace, chosen.toPath());
        });
    }

    /// Asks as what to write the circuit, then where.
    void export() {
        if (withCircuit().isPresent()) new ExportDialog(stage, this::exportAs).show();
    }

    private void exportAs(ExportFormat format) {
        withCircuit().ifPresent(entry -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(text("file.export"));
            chooser.setInitialFileName(entry.name() + format.suffix());
            chooser.getExtensionFilters().add(new ExtensionFilter(format.title(), "*" + format.suffix()));
            File chosen = chooser.showSaveDialog(FocusedWindow.or(stage));
            if (chosen != null) new CircuitExport(workspace, graph).write(chosen.toPath(), format, entry);
        });
    }

    private Optional<TaskEntry> withCircuit() {
        return workspace.study().entry().filter(e -> e.circuit().isPresent());
    }
}
