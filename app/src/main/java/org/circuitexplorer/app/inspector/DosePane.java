package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;

/// How much of an ablation is given, and at which tokens; shown for a node that is ablated.
final class DosePane extends HBox {
    private final Study study;
    private final Slider dose = new Slider(0, 1, 1);
    private final Label share = Texts.styled("", "small");
    private final Label tokens = Texts.styled("", "muted", "small");
    private final Hyperlink everywhere = new Hyperlink(text("dose.everywhere"));
    private boolean showing;
    /// Largest amount that can be slid to; 0 for shares.
    private double most;

    DosePane(Study study) {
        super(8);
        this.study = study;
        setAlignment(Pos.CENTER_LEFT);
        dose.setId("dose");
        dose.setAccessibleText(text("dose.accessible"));
        dose.setTooltip(new Tooltip(text("dose.hint")));
        dose.setPrefWidth(110);
        dose.setMinWidth(70);
        share.setMinWidth(40);
        tokens.setId("ablated-tokens");
        everywhere.setId("ablate-everywhere");
        everywhere.getStyleClass().setAll("link", "small");
        everywhere.setOnAction(
                e -> study.switches().everywhere(study.selection().nodes()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label word = Texts.styled(text("dose"), "muted", "small");
        for (Region part : new Region[] {word, dose, share}) {
            part.visibleProperty().bind(dose.disabledProperty().not());
            part.managedProperty().bind(part.visibleProperty());
        }
        getChildren().addAll(word, dose, share, space, tokens, everywhere);
        dose.valueProperty().subscribe((before, now) -> give(now.doubleValue()));
        dose.valueChangingProperty().subscribe(moving -> {
            if (!moving) study.switches().endMove();
        });
        study.selection().nodesProperty().subscribe((before, now) -> {
            most = 0;
            show();
        });
        study.ablationsProperty().subscribe((before, now) -> show());
        study.stateProperty().subscribe((before, now) -> showTokens());
        managedProperty().bind(visibleProperty());
        show();
    }

    /// The ablation that is looked at, where it has a dose.
    private Optional<Ablation> ablation() {
        return study.selectionProperty().get().flatMap(study.ablations()::of);
    }

    private static double dose(Ablation ablation) {
        return switch (ablation) {
            case Ablation.Mean m -> 1;
            case Ablation.Zero z -> 1;
            case Ablation.Towards(float part) -> part;
            case Ablation.Scale(float factor) -> 1 - factor;
            case Ablation.Add(float amount) -> amount;
            case Ablation.Value v -> Double.NaN;
            case Ablation.OtherPrompt o -> Double.NaN;
            case Ablation.CorpusSample c -> Double.NaN;
        };
    }

    private void give(double part) {
        if (showing) return;
        Optional<Ablation> now = ablation();
        if (now.isPresent() && now.get() instanceof Ablation.Add) {
            slide(new Ablation.Add((float) (Math.round(part * 100) / 100.0)));
            return;
        }
        boolean zero = now.map(a -> a instanceof Ablation.Zero || a instanceof Ablation.Scale)
                .orElse(false);
        float rounded = Math.round(part * 100) / 100f;
        Ablation given = rounded == 1
                ? zero ? new Ablation.Zero() : new Ablation.Mean()
                : zero ? new Ablation.Scale(1 - rounded) : new Ablation.Towards(rounded);
        slide(given);
    }

    private void slide(Ablation given) {
        study.switches().slide(study.selection().nodes(), given);
    }

    /// Amounts are slid over twice what was given, to both sides.
    private void range(Ablation now) {
        if (!(now instanceof Ablation.Add(float amount))) {
            most = 0;
            dose.setMin(0);
            dose.setMax(1);
        } else if (Math.abs(amount) > most) {
            most = Math.max(2 * Math.abs(amount), 1);
            dose.setMin(-most);
            dose.setMax(most);
        }
    }

    private void show() {
        showing = true;
        Optional<Ablation> now = ablation();
        setVisible(now.isPresent());
        now.ifPresent(this::range);
        double part = now.map(DosePane::dose).orElse(1.0);
        dose.setDisable(!(part >= dose.getMin() && part <= dose.getMax()));
        if (!dose.isDisabled()) dose.setValue(part);
        share.setText(dose.isDisabled() ? "" : most > 0 ? "%+.2f".formatted(part) : "%.0f %%".formatted(100 * part));
        showTokens();
        showing = false;
    }

    private void showTokens() {
        Optional<SortedSet<Integer>> at = study.selectionProperty().get().flatMap(study.ablations()::positionsOf);
        tokens.setText(
                lacksOther() ? text("dose.noOther") : at.map(DosePane::places).orElse(text("dose.atAll")));
        everywhere.setVisible(at.isPresent());
        everywhere.setManaged(at.isPresent());
    }

    /// A typed prompt belongs to no pair.
    private boolean lacksOther() {
        boolean typed = study.stateProperty()
                .get()
                .filter(s -> s.prompts() instanceof Prompts.Typed)
                .isPresent();
        return typed
                && ablation().filter(a -> a instanceof Ablation.OtherPrompt).isPresent();
    }

    private static String places(SortedSet<Integer> tokens) {
        String all = tokens.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return tokens.size() == 1 ? text("dose.atOne", all) : text("dose.atSeveral", all);
    }
}
