package org.circuitexplorer.app.compare;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.app.workspace.CircuitCaption;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitComparison;
import org.circuitexplorer.engine.circuit.CircuitComparison.CrossLoss;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.Overlap;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.jspecify.annotations.Nullable;

/// The circuit under study beside another one of the same model: what they share, and what each makes of the other's
/// task.
public final class CompareWindow {
    private static final double WIDTH = 940;
    private static final double WIDEST = 1800;
    /// Of the main window.
    private static final double SHARE = 0.7;

    private static final double HEIGHT = 430;
    private static final double HIGHEST = 960;
    /// Height of what stands above and below the graph, and of the main window that stays seen.
    private static final double AROUND = 420;

    private final SmallWindow window;
    private final Workspace workspace;
    private final TaskEntry left;
    private final ComboBox<String> right = new ComboBox<>();
    private final CircuitGraphView graph = new CircuitGraphView();
    private final GridPane overlap = new GridPane(18, 3);
    private final GridPane losses = new GridPane(22, 3);
    private final LatestRequest drawing;
    private final LatestRequest measuring;

    /// A circuit that the one under study can be laid over.
    private record Choice(String name, TaskEntry entry, CircuitDocument circuit) {}

    /// Two circuits over each other.
    private record Laid(CircuitComparison comparison, CircuitPicture picture) {}

    /// @param left the circuit under study
    public CompareWindow(Window owner, Workspace workspace, TaskEntry left, ObservableValue<Theme> theme) {
        double width = Math.clamp(SHARE * owner.getWidth(), WIDTH, WIDEST);
        this.window = new SmallWindow(owner, text("compare.title"), width);
        this.workspace = workspace;
        this.left = left;
        this.drawing = workspace.jobs().latest(text("compare.job"));
        this.measuring = workspace.jobs().latest(text("compare.job"));
        graph.setId("compare-graph");
        graph.setPrefHeight(Math.clamp(owner.getHeight() - AROUND, HEIGHT, HIGHEST));
        graph.themeProperty().bind(theme);
        graph.animatedProperty().set(false);
        overlap.setId("compare-overlap");
        losses.setId("compare-losses");
        right.setId("compare-right");
        right.setAccessibleText(text("compare.other"));
        right.getItems().setAll(others().map(Choice::name).toList());
        right.valueProperty().subscribe(name -> chosen(name).ifPresent(this::show));
        Button close = new Button(text("button.close"));
        close.setId("compare-close");
        close.getStyleClass().setAll("button", "accent-button");
        close.setOnAction(e -> {
            drawing.cancel();
            measuring.cancel();
            window.close();
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                10,
                styled(left.name(), "strong"),
                styled(text("compare.and"), "muted"),
                right,
                space,
                legend("legend-shared", text("compare.both")),
                legend("legend-positive", text("compare.firstOnly")),
                legend("legend-violet", text("compare.secondOnly")));
        head.setAlignment(Pos.CENTER_LEFT);
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER_RIGHT);
        window.content().getChildren().addAll(head, graph, new HBox(48, overlap, losses), foot);
        right.getSelectionModel().selectFirst();
    }

    public void show() {
        window.show();
    }

    /// Other circuits of the same task first, then those of other tasks.
    private Stream<Choice> others() {
        Stream<TaskEntry> tasks =
                Stream.concat(Stream.of(left), workspace.tasks().stream().filter(t -> !t.equals(left)));
        return tasks.flatMap(task -> Stream.concat(
                task.circuit().stream().filter(c -> !task.equals(left)).map(c -> new Choice(task.name(), task, c)),
                task.others().stream().map(c -> new Choice(task.name() + " · " + CircuitCaption.of(c), task, c))));
    }

    private Optional<Choice> chosen(@Nullable String name) {
        return others().filter(c -> c.name().equals(name)).findFirst();
    }

    private void show(Choice choice) {
        TaskEntry other = choice.entry();
        CircuitDocument mine = left.circuit().orElseThrow();
        measuring.cancel();
        drawing.submit(
                (progress, cancel) -> {
                    CircuitComparison comparison = CircuitComparison.of(mine, choice.circuit());
                    List<PromptPair> pairs = Stream.concat(left.task().test().stream(), other.task().test().stream())
                            .toList();
                    return new Laid(comparison, ComparisonPicture.of(comparison, left.model(), pairs));
                },
                laid -> show(laid, other));
    }

    private void show(Laid laid, TaskEntry other) {
        CircuitComparison comparison = laid.comparison();
        graph.setPicture(laid.picture());
        graph.fit();
        showOverlap(comparison);
        losses.getChildren().clear();
        losses.addRow(0, styled(text("compare.measuring"), "muted"));
        window.fit();
        measuring.submit(
                (progress, cancel) -> {
                    List<CrossLoss> crossed = new ArrayList<>();
                    for (TaskEntry task : Stream.of(left, other).distinct().toList()) {
                        cancel.throwIfCancelled();
                        crossed.add(comparison.on(
                                task.name(),
                                task.task().test(),
                                left.model().transformer(),
                                left.model().workers()));
                    }
                    return crossed;
                },
                this::show);
    }

    private void show(List<CrossLoss> crossed) {
        losses.getChildren().clear();
        losses.addRow(
                0,
                styled(text("compare.lossOn"), "muted"),
                styled(text("compare.wholeModel"), "muted"),
                styled(text("compare.firstCircuit"), "muted"),
                styled(text("compare.secondCircuit"), "muted"));
        for (CrossLoss loss : crossed) {
            losses.addRow(
                    losses.getRowCount(),
                    styled(loss.task(), "plain"),
                    styled("%.3f".formatted(loss.model()), "strong"),
                    styled("%.3f".formatted(loss.left()), "strong"),
                    styled("%.3f".formatted(loss.right()), "strong"));
        }
        window.fit();
    }

    private void showOverlap(CircuitComparison comparison) {
        overlap.getChildren().clear();
        overlap.addRow(
                0,
                styled("", "muted"),
                styled(text("compare.both"), "muted"),
                styled(text("compare.firstOnly"), "muted"),
                styled(text("compare.secondOnly"), "muted"),
                styled(text("compare.overlap"), "muted"));
        overlap.addRow(1, row(text("compare.nodes"), comparison.nodes()));
        overlap.addRow(2, row(text("compare.edges"), comparison.edges()));
    }

    private static Label[] row(String what, Overlap<?> of) {
        return new Label[] {
            styled(what, "plain"),
            styled("%d".formatted(of.shared().size()), "strong"),
            styled("%d".formatted(of.onlyLeft().size()), "strong"),
            styled("%d".formatted(of.onlyRight().size()), "strong"),
            styled("%.2f".formatted(of.jaccard()), "strong")
        };
    }

    private static Label styled(String text, String style) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    private static Label legend(String swatchStyle, String text) {
        Rectangle swatch = new Rectangle(9, 9);
        swatch.getStyleClass().add(swatchStyle);
        Label label = styled(text, "small");
        label.setGraphic(swatch);
        return label;
    }
}
