package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.model.NodeId;

/// Active, mean, zero, taken from another prompt, or a value, factor or amount of the user's own.
final class SegmentedControl extends HBox {
    private final Study study;
    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton active = segment(text("ablation.active"), "active");
    private final ToggleButton mean = segment(text("ablation.mean"), "mean");
    private final ToggleButton zero = segment(text("ablation.zero"), "zero");
    private final ToggleButton resample = segment(text("ablation.resample"), "resample");
    private final ToggleButton set = segment(text("ablation.set"), "set");
    private final ResampleMenu sources;
    private final NumberMenu numbers;

    SegmentedControl(Study study) {
        this.study = study;
        getStyleClass().add("segments");
        getChildren().addAll(active, mean, zero, resample, set);
        active.setOnAction(e -> selected()
                .ifPresent(n -> study.switches().activate(study.selection().nodes())));
        mean.setOnAction(e -> ablate(new Ablation.Mean()));
        zero.setOnAction(e -> ablate(new Ablation.Zero()));
        sources = new ResampleMenu(study, this::ablate);
        numbers = new NumberMenu(this::ablate);
        sources.setOnHidden(e -> show());
        numbers.setOnHidden(e -> show());
        resample.setOnAction(e -> sources.open(resample, ablation()));
        set.setOnAction(e -> numbers.open(set, ablation()));
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

    private Optional<Ablation> ablation() {
        return selected().flatMap(study.ablations()::of);
    }

    private void ablate(Ablation ablation) {
        selected().ifPresent(n -> study.switches().ablate(study.selection().nodes(), ablation));
        show();
    }

    private void show() {
        ToggleButton chosen = ablation()
                .map(now -> switch (now) {
                    case Ablation.Mean() -> mean;
                    case Ablation.Towards t -> mean;
                    case Ablation.Zero() -> zero;
                    case Ablation.Value v -> set;
                    case Ablation.Scale s -> set;
                    case Ablation.Add a -> set;
                    case Ablation.OtherPrompt o -> resample;
                    case Ablation.CorpusSample c -> resample;
                })
                .orElse(active);
        group.selectToggle(chosen);
        setDisable(selected().isEmpty());
    }
}
