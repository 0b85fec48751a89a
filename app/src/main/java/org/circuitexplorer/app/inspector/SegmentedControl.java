package org.circuitexplorer.app.inspector;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.model.NodeId;

/// Active, mean, zero, or a value or factor of the user's own.
final class SegmentedControl extends HBox {
    private final Study study;
    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton active = segment("Active", "active");
    private final ToggleButton mean = segment("Mean", "mean");
    private final ToggleButton zero = segment("Zero", "zero");
    private final ToggleButton value = segment("Value…", "value");
    private final ToggleButton scale = segment("Scale…", "scale");
    private final TextField number = new TextField();
    private final ContextMenu entry;

    SegmentedControl(Study study) {
        this.study = study;
        getStyleClass().add("segments");
        getChildren().addAll(active, mean, zero, value, scale);
        active.setOnAction(e -> selected()
                .ifPresent(n -> study.switches().activate(study.selection().nodes())));
        mean.setOnAction(e -> ablate(new Ablation.Mean()));
        zero.setOnAction(e -> ablate(new Ablation.Zero()));
        CustomMenuItem field = new CustomMenuItem(number, false);
        entry = new ContextMenu(field);
        entry.setOnHidden(e -> show());
        value.setOnAction(e -> ask(value));
        scale.setOnAction(e -> ask(scale));
        number.setId("ablation-number");
        number.setPrefColumnCount(8);
        study.selectionProperty().subscribe((before, now) -> show());
        study.ablationsProperty().subscribe((before, now) -> show());
    }

    private ToggleButton segment(String text, String id) {
        ToggleButton button = new ToggleButton(text);
        button.setId("ablate-" + id);
        button.getStyleClass().setAll("toggle-button", "segment");
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        HBox.setMargin(button, new Insets(1));
        return button;
    }

    private Optional<NodeId> selected() {
        return study.selectionProperty().get();
    }

    private void ablate(Ablation ablation) {
        selected().ifPresent(n -> study.switches().ablate(study.selection().nodes(), ablation));
        show();
    }

    /// Asks for a number below a segment; Enter takes it, Escape leaves everything as it was.
    private void ask(ToggleButton segment) {
        boolean factor = segment == scale;
        number.setText(factor ? "0.5" : "1.0");
        number.setAccessibleText(factor ? "Factor" : "Value");
        number.setOnAction(e -> parse(number.getText())
                .ifPresentOrElse(
                        x -> {
                            entry.hide();
                            ablate(factor ? new Ablation.Scale(x) : new Ablation.Value(x));
                        },
                        () -> number.getStyleClass().add("invalid")));
        number.getStyleClass().remove("invalid");
        entry.show(segment, javafx.geometry.Side.BOTTOM, 0, 2);
        number.requestFocus();
        number.selectAll();
    }

    private static Optional<Float> parse(String text) {
        try {
            float x = Float.parseFloat(text.strip().replace(',', '.'));
            return Float.isFinite(x) ? Optional.of(x) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void show() {
        Optional<Ablation> ablation = selected().flatMap(study.ablations()::of);
        ToggleButton chosen = ablation.map(a -> switch (a) {
                    case Ablation.Mean() -> mean;
                    case Ablation.Towards t -> mean;
                    case Ablation.Zero() -> zero;
                    case Ablation.Value v -> value;
                    case Ablation.Scale s -> scale;
                })
                .orElse(active);
        group.selectToggle(chosen);
        setDisable(selected().isEmpty());
    }
}
