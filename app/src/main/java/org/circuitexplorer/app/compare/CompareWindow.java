package org.circuitexplorer.app.compare;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.app.workspace.CircuitOfFile;
import org.circuitexplorer.app.workspace.OpenModel;
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

/// The circuit under study beside another one: of the same model, over one layout, what they share and what each makes
/// of the other's task; of another model, what can be compared at all.
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
    private final HBox legend = new HBox(10);
    private final VBox overlaid = new VBox(14);
    private final StackPane body = new StackPane(overlaid);
    private final LatestRequest drawing;
    private final LatestRequest measuring;

    /// Two circuits over each other.
    private record Laid(CircuitComparison comparison, CircuitPicture picture) {}

    /// @param left the circuit under study
    /// @param file asks for the file of another circuit
    public CompareWindow(
            Window owner,
            Workspace workspace,
            TaskEntry left,
            ObservableValue<Theme> theme,
            Supplier<Optional<Path>> file) {
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
        right.getItems().setAll(choices().map(Choice::name).toList());
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
        legend.getChildren()
                .setAll(
                        legend("legend-shared", text("compare.both")),
                        legend("legend-positive", text("compare.firstOnly")),
                        legend("legend-violet", text("compare.secondOnly")));
        legend.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(
                10,
                styled(left.name(), "strong"),
                styled(text("compare.and"), "muted"),
                right,
                QuietButton.of(
                        "compare-file", text("compare.file"), () -> file.get().ifPresent(this::show)),
                space,
                legend);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER_RIGHT);
        overlaid.getChildren().addAll(graph, new HBox(48, overlap, losses));
        window.content().getChildren().addAll(head, body, foot);
        if (left.circuit().flatMap(CircuitDocument::path).isEmpty()) {
            overlaid.getChildren().add(TwoModelsPane.sentence(text("compare.noSizes")));
        }
        if (right.getItems().isEmpty()) {
            body.getChildren().setAll(TwoModelsPane.sentence(text("compare.none")));
        }
        right.getSelectionModel().selectFirst();
    }

    public void show() {
        window.show();
    }

    private Stream<Choice> choices() {
        return Choice.of(left, workspace.tasks());
    }

    private Optional<Choice> chosen(@Nullable String name) {
        return choices().filter(c -> c.name().equals(name)).findFirst();
    }

    /// A circuit of a file: over the one under study if it is of the open model, else beside it.
    private void show(Path file) {
        OpenModel open = left.model();
        CircuitOfFile mine = new CircuitOfFile(left.circuit().orElseThrow(), open);
        List<Path> samples = workspace.samples();
        right.getSelectionModel().clearSelection();
        drawing.cancel();
        measuring.submit(
                (progress, cancel) -> {
                    CircuitOfFile other =
                            CircuitOfFile.read(file, Optional.of(open), samples, open.workers(), progress, cancel);
                    return TwoModels.differ(mine.circuit(), other.circuit())
                            ? new Read(other, Optional.of(TwoModels.of(mine, other, cancel)))
                            : new Read(other, Optional.empty());
                },
                read -> show(file, read));
    }

    /// @param compared empty for a circuit of the open model
    private record Read(CircuitOfFile of, Optional<TwoModels> compared) {}

    private void show(Path file, Read read) {
        CircuitDocument circuit = read.of().circuit();
        if (read.compared().isPresent()) {
            Label which = TwoModelsPane.sentence(text(
                    "compare.second",
                    file.getFileName(),
                    circuit.task().name(),
                    circuit.model().name()));
            body.getChildren()
                    .setAll(new VBox(
                            10, which, new TwoModelsPane(read.compared().get())));
            window.fit();
            return;
        }
        Optional<TaskEntry> task = workspace.task(circuit.task().name());
        if (task.isPresent()) show(new Choice(String.valueOf(file.getFileName()), task.get(), () -> circuit));
        else workspace.tell(text("compare.noTask", circuit.task().name()));
    }

    private void show(Choice choice) {
        TaskEntry other = choice.entry();
        CircuitDocument mine = left.circuit().orElseThrow();
        measuring.cancel();
        legend.setVisible(true);
        body.getChildren().setAll(overlaid);
        drawing.submit(
                (progress, cancel) -> {
                    CircuitComparison comparison =
                            CircuitComparison.of(mine, choice.circuit().get());
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

    static Label styled(String text, String style) {
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
