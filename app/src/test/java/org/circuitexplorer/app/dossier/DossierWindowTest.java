package org.circuitexplorer.app.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.WindowWorkspace;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.circuitexplorer.viewer.chart.BarsView;
import org.circuitexplorer.viewer.draw.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class DossierWindowTest {
    private static final long PATIENCE = 120;
    private static final ValidationSettings FEW = ValidationSettings.DEFAULT.withMostPairs(4);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path home;

    private final WindowWorkspace program = WindowWorkspace.withSamples(home);
    private final Workspace workspace = program.workspace();
    private final IdentityHashMap<CircuitDocument, Dossier> known = new IdentityHashMap<>();

    @Start
    void open(Stage stage) {
        stage.setScene(new Scene(new Pane(), 900, 700));
        stage.show();
        program.openFirstSample();
    }

    @Stop
    void close() {
        program.close();
    }

    @Test
    void theFindingsOfAValidationAreShownKeptAndSaved(FxRobot robot) throws TimeoutException, IOException {
        await(() -> workspace.study().circuit().isPresent());
        TaskEntry entry = workspace.study().entry().orElseThrow();
        ValidationModel model = new ValidationModel(workspace, entry, known, FEW);
        show(robot, model);
        robot.clickOn("#validate-start");
        await(() -> model.dossierProperty().get().isPresent());
        Dossier dossier = model.dossierProperty().get().orElseThrow();
        assertThat(dossier.pairs()).isEqualTo(4);
        assertThat(robot.lookup(node -> node instanceof BarsView).queryAll()).hasSize(3);
        for (Flag flag : dossier.flags()) {
            assertThat(robot.lookup((Labeled l) -> l.getText().endsWith(flag.sentence()))
                            .tryQuery())
                    .isPresent();
        }
        Path report = home.resolve("report.html");
        robot.interact(() -> model.save(report));
        await(() -> Files.isRegularFile(report));
        assertThat(Files.readString(report)).isEqualTo(DossierReport.html(dossier));
        robot.clickOn("#validate-close");

        assertThat(new ValidationModel(workspace, entry, known, FEW)
                        .dossierProperty()
                        .get())
                .containsSame(dossier);
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void aValidationThatIsCancelledLeavesNothing(FxRobot robot) throws TimeoutException {
        await(() -> workspace.study().circuit().isPresent());
        ValidationModel model =
                new ValidationModel(workspace, workspace.study().entry().orElseThrow(), known, FEW.withSeed(1));
        show(robot, model);
        robot.clickOn("#validate-start");
        robot.interact(() -> model.jobProperty().get().ifPresent(job -> job.setPaused(true)));
        assertThat(model.jobProperty().get()).isPresent();
        robot.clickOn("#validate-cancel");
        await(() -> model.jobProperty().get().isEmpty());
        assertThat(model.dossierProperty().get()).isEmpty();
        assertThat(known).isEmpty();
        assertThat(program.failures()).isEmpty();
        robot.clickOn("#validate-close");
    }

    private void show(FxRobot robot, ValidationModel model) {
        robot.interact(() -> new DossierWindow(robot.window(0), model, new SimpleObjectProperty<>(Theme.LIGHT)).show());
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
