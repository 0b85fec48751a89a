package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.VizData.Sample;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.draw.Theme;

/// The samples that a circuit of the public viewer holds of a node: pieces of text in which the node's value has a
/// certain rank, from the top and from the bottom. Not there for other circuits.
final class StoredSamplesPane extends VBox {
    private static final int SHOWN = 3;
    private final Study study;
    private final ObservableValue<Theme> theme;
    private final HBox fractions = new HBox(8);
    private final VBox content = new VBox(4);
    private List<Sample> samples = List.of();
    private OptionalDouble chosen = OptionalDouble.empty();

    StoredSamplesPane(Study study, ObservableValue<Theme> theme) {
        super(8);
        this.study = study;
        this.theme = theme;
        setId("stored-samples");
        setVisible(false);
        managedProperty().bind(visibleProperty());
        fractions.setAlignment(Pos.CENTER_LEFT);
        // Beside each other where there is room for both.
        FlowPane head = new FlowPane(12, 2, Texts.section(text("samples.heading")), fractions);
        head.setRowValignment(VPos.CENTER);
        getChildren().addAll(head, content);
        theme.subscribe(t -> fill());
    }

    void show(NodeId node) {
        List<Sample> wanted = study.circuit()
                .flatMap(CircuitDocument::published)
                .map(p -> p.samples().getOrDefault(node, List.of()))
                .orElse(List.of());
        if (wanted == samples) return;
        samples = wanted;
        setVisible(!wanted.isEmpty());
        fill();
    }

    /// The share that the user chose last, where this node has samples of it; else the smallest.
    private double fraction(SortedSet<Double> all) {
        return chosen.isPresent() && all.contains(chosen.getAsDouble()) ? chosen.getAsDouble() : all.first();
    }

    private void fill() {
        fractions.getChildren().clear();
        content.getChildren().clear();
        Optional<TaskEntry> entry = study.entry();
        if (samples.isEmpty() || entry.isEmpty()) return;
        SortedSet<Double> all = new TreeSet<>();
        for (Sample sample : samples) all.add(sample.fraction());
        double fraction = fraction(all);
        for (double each : all) fractions.getChildren().add(choice(each, each == fraction));
        for (boolean top : new boolean[] {true, false}) fill(entry.get(), fraction, top);
    }

    private Hyperlink choice(double fraction, boolean isShown) {
        Hyperlink link = new Hyperlink(Texts.percent(fraction));
        link.getStyleClass().setAll("link", "small", isShown ? "strong" : "plain");
        link.setAccessibleText(text("samples.at", Texts.percent(fraction)));
        link.setOnAction(e -> {
            chosen = OptionalDouble.of(fraction);
            fill();
        });
        return link;
    }

    private void fill(TaskEntry entry, double fraction, boolean top) {
        List<Sample> found = samples.stream()
                .filter(s -> s.top() == top && s.fraction() == fraction)
                .toList();
        if (found.isEmpty()) return;
        String caption =
                top ? text("samples.top", Texts.percent(fraction)) : text("samples.bottom", Texts.percent(fraction));
        String count = found.size() > SHOWN ? text("samples.shown", SHOWN, found.size()) : "";
        content.getChildren().add(Texts.styled(caption + count, "muted", "small"));
        for (Sample sample : found.subList(0, Math.min(SHOWN, found.size()))) {
            Activity.Piece piece = Activity.around(sample.tokens(), sample.activations(), sample.position(), entry);
            content.getChildren().add(new ExampleBox(piece.tokens(), piece.focus(), theme.getValue()));
        }
    }
}
