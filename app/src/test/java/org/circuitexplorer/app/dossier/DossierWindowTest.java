package org.circuitexplorer.app.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.circuitexplorer.app.report.Table;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.WindowWorkspace;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.SeedOverlap;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.circuitexplorer.engine.validate.Validator;
import org.circuitexplorer.viewer.chart.Bars;
import org.circuitexplorer.viewer.chart.BarsView;
import org.circuitexplorer.viewer.chart.Curve;
import org.circuitexplorer.viewer.chart.Sense;
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
        assertThat(robot.lookup(node -> node instanceof BarsView).queryAll()).hasSize(2);
        for (Flag flag : dossier.flags()) assertShown(robot, flag.sentence());
        assertShown(robot, dossier.verdict().sentence());
        theFiguresSayWhatTheFlagsSay(robot, dossier);
        for (Section section : DossierSections.of(dossier)) assertShown(robot, section.title());
        Node findings = robot.lookup("#dossier").query();
        assertThat(findings.getScene().getFocusOwner())
                .as("what page keys scroll")
                .isSameAs(findings);
        unfoldEverything(robot, dossier);
        Path report = home.resolve("report.html");
        robot.interact(() -> model.save(report));
        await(() -> Files.isRegularFile(report));
        assertThat(Files.readString(report)).isEqualTo(DossierReport.html(dossier));
        robot.clickOn("#validate-close");
        itIsKnownLater(entry, dossier);

        assertThat(new ValidationModel(workspace, entry, known, FEW)
                        .dossierProperty()
                        .get())
                .containsSame(dossier);
        assertThat(program.failures()).isEmpty();
    }

    /// A figure for which there is a flag has its sign; one that cannot be held against the circuit has another.
    private static void theFiguresSayWhatTheFlagsSay(FxRobot robot, Dossier dossier) {
        Estimate without = dossier.faithfulness().without();
        boolean flagged = dossier.flags().stream().anyMatch(f -> f.topic() == Flag.Topic.NECESSITY);
        assertThat(flagged).isTrue();
        assertThat(robot.lookup((Labeled l) -> l.getText().equals("⚑ " + DossierText.number(without.value())))
                        .queryLabeled()
                        .getStyleClass())
                .contains("sense-doubt");
        assertThat(new Judgement(dossier).circuit()).isEqualTo(Sense.GOOD);
        assertThat(new Judgement(dossier).control(dossier.closeLoss() + 0.01)).isEqualTo(Sense.GOOD);
        assertThat(new Judgement(dossier).control(dossier.closeLoss())).isEqualTo(Sense.DOUBT);
        assertShown(
                robot,
                "✓ " + DossierText.number(dossier.faithfulness().circuit().value()));
        assertThat(Judgement.disagreement(new Estimate(0.11, 0.05, 0.2))).isEqualTo(Sense.DOUBT);
        assertThat(Judgement.disagreement(new Estimate(0.09, 0.05, 0.2))).isEqualTo(Sense.CLOSE);
        assertThat(Judgement.disagreement(new Estimate(0.05, 0.01, 0.09))).isEqualTo(Sense.GOOD);
        for (Bars.Row row : new DossierFigures(dossier).variations().rows()) {
            boolean said = dossier.flags().stream()
                    .anyMatch(f ->
                            f.topic() == Flag.Topic.VARIATION && f.sentence().contains("(" + row.label() + ")"));
            if (said) assertThat(row.sense()).isEqualTo(Sense.DOUBT);
        }
    }

    /// What was kept says the same, and what was not measured is not there.
    private void itIsKnownLater(TaskEntry entry, Dossier dossier) {
        Validator validator = new Validator(
                        entry.model().loaded(),
                        entry.model().corpus(),
                        entry.model().workers(),
                        dossier.program())
                .keepingIn(workspace.cacheFolder());
        Dossier kept = validator.known(dossier.document(), entry.task(), FEW).orElseThrow();
        assertThat(withoutTime(DossierReport.html(kept), kept))
                .isEqualTo(withoutTime(DossierReport.html(dossier), dossier));
        assertThat(validator.known(dossier.document(), entry.task(), FEW.withPruning(true)))
                .isEmpty();
        assertThat(KnownDossier.of(entry, dossier.document(), workspace.cacheFolder()))
                .isEmpty();
    }

    private static String withoutTime(String report, Dossier dossier) {
        return report.replace(dossier.made().toString(), "");
    }

    private static void assertShown(FxRobot robot, String words) {
        assertThat(robot.lookup((Labeled l) -> l.getText().equals(words)).tryQuery())
                .as(words)
                .isPresent();
    }

    /// What is folded away is a table for each folded part, which is made when it is opened.
    private static void unfoldEverything(FxRobot robot, Dossier dossier) {
        List<Table> folded = DossierSections.of(dossier).stream()
                .flatMap(s -> s.parts().stream())
                .filter(Section.FoldedPart.class::isInstance)
                .map(p -> ((Section.FoldedPart) p).table())
                .toList();
        assertThat(robot.lookup(TableView.class::isInstance).queryAll()).isEmpty();
        robot.interact(() ->
                robot.lookup(".fold").<TitledPane>queryAllAs(TitledPane.class).forEach(f -> f.setExpanded(true)));
        assertThat(robot.lookup(TableView.class::isInstance).<TableView<?>>queryAll())
                .extracting(t -> t.getItems().size())
                .containsExactlyInAnyOrderElementsOf(
                        folded.stream().map(t -> t.rows().size()).toList());
    }

    @Test
    void controlsThatWerePrunedStandBesideTheCircuitAndSeedsBesideEachOther(FxRobot robot) throws TimeoutException {
        await(() -> workspace.study().circuit().isPresent());
        TaskEntry entry = workspace.study().entry().orElseThrow();
        ValidationModel model = new ValidationModel(workspace, entry, known, FEW);
        robot.interact(() -> model.start(false));
        await(() -> model.dossierProperty().get().isPresent());
        Dossier plain = model.dossierProperty().get().orElseThrow();
        assertThat(cells(plain)).anyMatch(c -> c.contains("not run"));
        assertThat(parts(plain)).noneMatch(Section.MatrixPart.class::isInstance);

        Dossier pruned = withControls(plain, plain.closeLoss() - 0.001);
        Table controls = new DossierControls(pruned).table();
        assertThat(controls.rows())
                .filteredOn(Table.Row::doubtful)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cells()).contains("pruned: nonsense task", "⚑ close", "7 nodes");
                });
        assertThat(controls.rows()).noneMatch(r -> r.cells().contains("not run"));
        assertThat(parts(pruned)).anyMatch(Section.MatrixPart.class::isInstance);
        assertThat(new DossierFigures(pruned).losses().curves())
                .filteredOn(c -> c.style() == Curve.Style.POINTS)
                .singleElement()
                .satisfies(c -> assertThat(c.points()).hasSize(4));
        assertThat(DossierReport.html(pruned)).contains("pruned: nonsense task", "<title>shared nodes</title>", "0.25");
        robot.interact(() -> new Scene(new DossierPane(pruned, new SimpleObjectProperty<>(Theme.DARK), false)));
    }

    private static List<Section.Part> parts(Dossier dossier) {
        return DossierSections.of(dossier).stream()
                .flatMap(s -> s.parts().stream())
                .toList();
    }

    private static List<List<String>> cells(Dossier dossier) {
        return new DossierControls(dossier)
                .table().rows().stream().map(Table.Row::cells).toList();
    }

    /// The same as if controls had been pruned.
    private static Dossier withControls(Dossier d, double nonsense) {
        List<PruningControl> controls = Arrays.stream(PruningControl.Kind.values())
                .map(k -> new PruningControl(k, 7, k == PruningControl.Kind.NONSENSE ? nonsense : 1.5))
                .toList();
        SeedOverlap.Other seed =
                new SeedOverlap.Other(4, List.copyOf(d.document().circuit().nodeSet()), 3, 0.2, new Estimate(1, 1, 1));
        List<List<Double>> matrix = List.of(List.of(1.0, 0.25), List.of(0.25, 1.0));
        return new Dossier(
                d.document(),
                d.pairs(),
                d.faithfulness(),
                d.ablations(),
                d.nodes(),
                d.edges(),
                d.weakestPair(),
                d.sizes(),
                d.orders(),
                d.completeness(),
                d.interchange(),
                d.copies(),
                d.ends(),
                d.variations(),
                d.randomSets(),
                Optional.of(controls),
                Optional.of(new SeedOverlap(List.of(seed), matrix, matrix)),
                d.flags(),
                d.settings(),
                d.program(),
                d.made());
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

    @Test
    void keysAloneReachTheReport(FxRobot robot) throws TimeoutException {
        await(() -> workspace.study().circuit().isPresent());
        ValidationModel model =
                new ValidationModel(workspace, workspace.study().entry().orElseThrow(), known, FEW);
        show(robot, model);
        ScrollPane findings = dossierByKeys(robot, model);
        Node doubts = robot.lookup("#dossier-doubts").query();

        robot.type(KeyCode.PAGE_DOWN);
        double page =
                findings.getVvalue() * (findings.getContent().getLayoutBounds().getHeight() - seen(findings));
        assertThat(page).isGreaterThan(0.8 * seen(findings));
        robot.type(KeyCode.PAGE_UP);
        assertThat(findings.getVvalue()).isZero();
        while (!findings.getScene().getFocusOwner().equals(doubts)) robot.type(KeyCode.TAB);
        robot.type(KeyCode.SPACE);
        assertThat(((TitledPane) doubts).isExpanded()).isTrue();
        Node save = robot.lookup("#validate-save").query();
        while (!findings.getScene().getFocusOwner().equals(save)) robot.type(KeyCode.TAB);
        assertThat(save.isDisabled()).isFalse();
        robot.type(KeyCode.ESCAPE);
        assertThat(findings.getScene().getWindow().isShowing()).isFalse();
        assertThat(program.failures()).isEmpty();
    }

    private static ScrollPane dossierByKeys(FxRobot robot, ValidationModel model) throws TimeoutException {
        robot.type(KeyCode.ENTER);
        await(() -> model.dossierProperty().get().isPresent());
        ScrollPane findings = robot.lookup("#dossier").queryAs(ScrollPane.class);
        assertThat(findings.getScene().getFocusOwner()).isSameAs(findings);
        return findings;
    }

    private static double seen(ScrollPane pane) {
        return pane.getViewportBounds().getHeight();
    }

    private void show(FxRobot robot, ValidationModel model) {
        robot.interact(() -> new DossierWindow(robot.window(0), model, new SimpleObjectProperty<>(Theme.LIGHT)).show());
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
