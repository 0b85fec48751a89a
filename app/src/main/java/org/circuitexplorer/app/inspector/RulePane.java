package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.NodeRules;
import org.circuitexplorer.engine.circuit.NodeRule;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.token.RuleScore;

/// Where a person says that the node fires, and how far that is true of the corpus. What is typed is tried on
/// Enter, and when the field is left.
final class RulePane extends VBox {
    private final NodeRules rules;
    private final TextField field = NotesPane.field("node-rule", text("rule.prompt"));
    private final Label quality = Texts.styled("", "rule-score");
    private final Label counts = Texts.styled("", "muted", "small");
    private final Hyperlink again = new Hyperlink(text("rule.again"));
    private Optional<NodeId> editing = Optional.empty();
    private Optional<NodeRule> shownRule = Optional.empty();

    RulePane(NodeRules rules) {
        super(2);
        this.rules = rules;
        field.setTooltip(new Tooltip(text("rule.hint")));
        quality.setId("rule-score");
        counts.setId("rule-counts");
        counts.setWrapText(true);
        again.setId("rule-again");
        again.getStyleClass().setAll("link", "small");
        again.setTooltip(new Tooltip(text("rule.again.hint")));
        for (Label label : new Label[] {quality, counts})
            label.managedProperty().bind(label.visibleProperty());
        again.managedProperty().bind(again.visibleProperty());
        getChildren().addAll(field, quality, counts, again);
        field.setOnAction(e -> keep());
        field.focusedProperty().subscribe(focused -> {
            if (!focused) keep();
        });
        again.setOnAction(e -> editing.ifPresent(rules::count));
        rules.toldProperty().subscribe(told -> showScore());
    }

    void show(InspectorModel.Shown shown) {
        boolean other = !Optional.of(shown.node()).equals(editing);
        boolean changed = !shown.info().rule().equals(shownRule);
        if (other) keep();
        editing = Optional.of(shown.node());
        shownRule = shown.info().rule();
        if (other || (changed && !field.isFocused())) {
            field.setText(shownRule.map(r -> r.rule().written()).orElse(""));
        }
        field.setDisable(!shown.inCircuit());
        showScore();
    }

    private void keep() {
        editing.ifPresent(node -> rules.say(node, field.getText()));
    }

    private void showScore() {
        Optional<RuleScore> score = shownRule.flatMap(NodeRule::score);
        Optional<String> told = rules.toldProperty()
                .get()
                .filter(t -> Optional.of(t.node()).equals(editing))
                .map(NodeRules.Told::sentence);
        quality.setText(score.map(RulePane::quality).orElse(""));
        quality.setVisible(score.isPresent());
        counts.setText(told.or(() -> score.map(RulePane::counts)).orElse(""));
        counts.setVisible(!counts.getText().isEmpty());
        again.setVisible(shownRule.isPresent());
    }

    private static String quality(RuleScore score) {
        return text("rule.quality", share(score.precision()), share(score.recall()), share(score.f1()));
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : "%.2f".formatted(share);
    }

    private static String counts(RuleScore score) {
        String firing =
                score.above() == 0 ? text("rule.nonZero") : text("rule.beyond", "%.3g".formatted(score.above()));
        return text(
                "rule.counts",
                "%,d".formatted(score.holds()),
                firing,
                "%,d".formatted(score.fires()),
                "%,d".formatted(score.both()),
                "%,d".formatted(score.tokens()));
    }
}
