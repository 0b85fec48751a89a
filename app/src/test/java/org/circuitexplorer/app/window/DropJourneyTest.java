package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.circuitexplorer.app.error.ErrorDialog;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// Files of every kind are dragged onto the window and dropped, with the mouse.
final class DropJourneyTest extends OpenWindow {
    private static final Path FIXTURES = Path.of(
                    Objects.requireNonNull(System.getProperty("sample.models")),
                    "../engine/src/test/resources/fixtures")
            .normalize();
    private static final String TASK = """
            {"name": "mine", "train": [{"pos": [1, 2], "neg": [1, 3], "pos_ans": %d, "neg_ans": 5}],
             "test": [{"pos": [1, 2], "neg": [1, 3], "pos_ans": 4, "neg_ans": 5}]}""";

    private final Path first = workspace.samples().getFirst();
    private final Path wide = workspace.samples().get(1);
    private final Study study = workspace.study();
    private volatile List<File> held = List.of();

    /// A place in the window from which files can be dragged, as from a file manager.
    @BeforeEach
    void files(FxRobot robot) {
        Label files = new Label("files");
        files.setId("files");
        files.setOnDragDetected(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putFiles(held);
            files.startDragAndDrop(TransferMode.ANY).setContent(content);
            e.consume();
        });
        StackPane.setAlignment(files, Pos.BOTTOM_RIGHT);
        robot.interact(() ->
                ((StackPane) robot.window(0).getScene().getRoot()).getChildren().add(files));
    }

    @Test
    void everythingThatCanBeOpenedCanBeDropped(FxRobot robot) throws Exception {
        await(() -> study.stateProperty().get().isPresent());
        aModelsFolder(robot);
        aCircuit(robot);
        aSession(robot);
        aTask(robot);
        aCircuitOfThePublicViewer(robot);
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void whatCannotBeOpenedIsRefusedInASentenceAndWhatWasOpenStays(FxRobot robot) throws Exception {
        await(() -> study.stateProperty().get().isPresent());
        Path text = Files.writeString(home.resolve("shopping.txt"), "milk");
        refused(robot, text, "shopping.txt");
        Path circuit = Files.writeString(home.resolve("half.circuit.json"), "{\"version\": 1");
        refused(robot, circuit, "half.circuit.json");
        refused(robot, FIXTURES.resolve("bad/pt_truncated.pt"), "pt_truncated.pt");
        Path task = Files.writeString(home.resolve("long.json"), TASK.formatted(4000));
        refused(robot, task, "train[0].pos_ans: is 4000, expected a token id from 0 to 1023");
        refused(robot, home, "no such file in the model's directory");

        drop(robot, text, circuit);
        assertThat(text(robot, "#notice-text"))
                .isEqualTo("One file or folder can be opened at a time; 2 were dropped.");
        assertThat(program.failures()).isEmpty();
        assertThat(opened()).isEqualTo(first);
    }

    @Test
    void itIsSaidWhetherADropWasTaken(FxRobot robot) {
        Drops drops = new Drops(workspace);
        File file = home.resolve("missing.cex").toFile();
        robot.interact(() -> {
            int before = workspace.busyOpeningProperty().get();
            assertThat(drops.take(List.of())).isFalse();
            assertThat(drops.take(List.of(file, file))).isFalse();
            assertThat(workspace.busyOpeningProperty().get()).isEqualTo(before);
            assertThat(drops.take(List.of(file))).isTrue();
            assertThat(workspace.busyOpeningProperty().get()).isEqualTo(before + 1);
        });
    }

    private void aModelsFolder(FxRobot robot) throws Exception {
        drop(robot, wide);
        await(() -> opened().equals(wide) && study.stateProperty().get().isPresent());
        assertThat(robot.from(robot.lookup("#model-chooser").queryAll())
                        .lookup(".label")
                        .queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains("tinypython-3L-wide");
        assertThat(text(robot, "#circuit-title")).matches("CIRCUIT · \\d+ NODES · \\d+ EDGES");
        assertThat(graph(robot).getPicture().nodes()).isNotEmpty();
    }

    /// Of the other sample, which is opened with it.
    private void aCircuit(FxRobot robot) throws Exception {
        drop(robot, first.resolve("circuits/bracket_counting.circuit.json"));
        await(() -> opened().equals(first) && study.stateProperty().get().isPresent());
        assertThat(study.entry().orElseThrow().name()).isEqualTo("bracket_counting");
        assertThat(graph(robot).getPicture().nodes())
                .anyMatch(n -> n.id().equals(study.circuit()
                        .orElseThrow()
                        .circuit()
                        .nodeSet()
                        .first()
                        .name()));
    }

    private void aSession(FxRobot robot) throws Exception {
        NodeId node = selectFirst(robot);
        robot.interact(() -> study.switches().toggle(List.of(node)));
        Path session = home.resolve("dropped.cex");
        robot.interact(() -> window().session().save(session));
        await(() -> Files.isRegularFile(session));
        robot.interact(() -> study.switches().reset());
        assertThat(text(robot, "#ablated-count")).isEqualTo("0 ablated");
        drop(robot, session);
        await(() -> text(robot, "#ablated-count").equals("1 ablated"));
        assertThat(study.ablations().contains(node)).isTrue();
        await(() -> window().session().fileProperty().get().equals(Optional.of(session)));
    }

    private void aTask(FxRobot robot) throws Exception {
        Path task = Files.writeString(home.resolve("mine.json"), TASK.formatted(4));
        drop(robot, task);
        await(() -> study.entry().map(TaskEntry::name).equals(Optional.of("mine")));
        assertThat(opened()).isEqualTo(first);
        ListView<?> tasks = robot.lookup("#tasks").queryListView();
        assertThat(tasks.getItems())
                .anyMatch(t -> t instanceof TaskEntry e && e.name().equals("mine"));
        assertThat(text(robot, "#notice-text")).isEqualTo("The task mine is there: 1 training and 1 test pairs.");

        int all = workspace.tasks().size();
        study.entry()
                .ifPresent(
                        e -> robot.interact(() -> study.show(workspace.tasks().getFirst())));
        drop(robot, task);
        await(() -> study.entry().map(TaskEntry::name).equals(Optional.of("mine")));
        assertThat(workspace.tasks()).hasSize(all);

        Files.writeString(task, TASK.formatted(7));
        drop(robot, task);
        await(() -> text(robot, "#notice-text").contains("There is a task mine of other pairs"));
        assertThat(workspace.tasks()).hasSize(all);
    }

    private void aCircuitOfThePublicViewer(FxRobot robot) throws Exception {
        drop(robot, FIXTURES.resolve("a_csp2"));
        await(() -> opened().equals(FIXTURES.resolve("a_csp2")));
        drop(robot, FIXTURES.resolve("viz/viz_data.pt"));
        await(() -> text(robot, "#circuit-title").equals("CIRCUIT · 77 NODES · 38 EDGES"));
    }

    private void refused(FxRobot robot, Path file, String reason) throws Exception {
        drop(robot, file);
        await(() ->
                !program.failures().isEmpty() && workspace.busyOpeningProperty().get() == 0);
        assertThat(program.failures()).hasSize(1);
        Failure failure = program.failures().remove();
        robot.interact(() -> new ErrorDialog(robot.window(0), failure).show());
        assertThat(text(robot, "#error-what"))
                .startsWith("Opening " + file.getFileName() + " did not succeed: ")
                .contains(reason)
                .doesNotContain("\n", "Exception", ". ");
        robot.clickOn("#error-close");
        assertThat(opened()).isEqualTo(first);
        assertThat(study.circuit()).isPresent();
    }

    private void drop(FxRobot robot, Path... files) {
        held = List.of(files).stream().map(Path::toFile).toList();
        robot.drag("#files").dropTo(robot.window(0).getScene().getRoot());
    }

    private Path opened() {
        return workspace.model().orElseThrow().loaded().directory();
    }

    private static CircuitGraphView graph(FxRobot robot) {
        return robot.lookup("#graph").queryAs(CircuitGraphView.class);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
