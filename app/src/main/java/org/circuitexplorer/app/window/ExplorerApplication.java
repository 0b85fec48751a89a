package org.circuitexplorer.app.window;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.circuitexplorer.app.error.ErrorDialog;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.StallWatch;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.run.Workers;

/// Opens the window on the model or circuit that was asked for, else on the sample. The window shows before anything
/// is read.
public final class ExplorerApplication extends Application {
    private static final System.Logger LOG = System.getLogger("circuit-explorer");
    private static final Duration LONGEST_STALL = Duration.ofMillis(100);

    private final Workers workers = Workers.forThisMachine();
    private Optional<BackgroundJobs> jobs = Optional.empty();
    private Optional<ExplorerWindow> window = Optional.empty();
    private Optional<StallWatch> watch = Optional.empty();

    @Override
    public void start(Stage stage) {
        UserFolders folders = UserFolders.ofThisUser();
        BackgroundJobs background = BackgroundJobs.onJavaFx(failure -> new ErrorDialog(stage, failure).show());
        jobs = Optional.of(background);
        Optional<SampleModels> samples = SampleModels.find();
        Workspace workspace = new Workspace(
                background,
                workers,
                folders.cache(),
                samples.map(SampleModels::all).orElse(List.of()));
        ExplorerWindow shown = new ExplorerWindow(stage, workspace, workers, folders);
        window = Optional.of(shown);
        stage.getIcons()
                .add(new Image(Objects.requireNonNull(ExplorerApplication.class.getResourceAsStream(
                        "/org/circuitexplorer/app/circuit-explorer.png"))));
        stage.show();
        watch = Optional.of(BackgroundJobs.watchJavaFx(
                LONGEST_STALL, stall -> LOG.log(System.Logger.Level.WARNING, stall.toString())));
        FirstUse.rehearse(workspace, stage.getScene().getStylesheets());
        getParameters().getRaw().stream()
                .findFirst()
                .map(Path::of)
                .or(() -> samples.flatMap(SampleModels::first))
                .ifPresentOrElse(workspace::open, shown.session()::offerRecovery);
    }

    @Override
    public void stop() {
        Popups.hide();
        watch.ifPresent(StallWatch::close);
        window.ifPresent(ExplorerWindow::close);
        jobs.ifPresent(BackgroundJobs::close);
        workers.close();
    }
}
