package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.NodeEffect;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.text.LabelStyles;

/// What is known of the selected node, and what can be done to it.
public final class InspectorView extends ScrollPane {
    private static final double NOTICEABLE = 0.005;
    private final NotesPane notes;
    private final RulePane rule;
    private final GroupPane group;
    private final Label loss = Texts.styled("", "figure");
    private final Label answer = Texts.styled("", "figure");
    private final Label difference = Texts.styled("", "figure");
    private final ActivityPane activity;
    private final StoredSamplesPane stored;
    private final AttentionPane attention;
    private final TokensPane tokens;
    private final ConnectionsPane connections;

    /// @param empty what is shown while no node is selected
    public InspectorView(Study study, InspectorModel model, ObservableValue<Theme> theme, Region empty) {
        this.notes = new NotesPane(model);
        this.rule = new RulePane(study.rules());
        this.group = new GroupPane(study);
        this.activity = new ActivityPane(study, model.logarithmicProperty(), theme);
        this.stored = new StoredSamplesPane(study, theme);
        this.attention = new AttentionPane(study, model, theme);
        this.connections = new ConnectionsPane(study);
        this.tokens = new TokensPane(study);
        setId("inspector");
        getStyleClass().add("inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        VBox content = new VBox(
                new VBox(2, notes, rule, group),
                new SegmentedControl(study),
                new DosePane(study),
                figures(),
                activity,
                stored,
                connections,
                attention,
                tokens);
        content.getStyleClass().add("inspector-content");
        setContent(empty);
        heightProperty().subscribe(height -> activity.room(height.doubleValue()));
        VBox edge = new VBox(new EdgePane(study, theme));
        edge.getStyleClass().add("inspector-content");
        model.shownProperty().subscribe(shown -> shown.ifPresent(this::show));
        Runnable choose = () -> setContent(
                study.selection().edge().isPresent()
                        ? edge
                        : model.shownProperty().get().isPresent() ? content : empty);
        model.shownProperty().subscribe(choose);
        study.selection().edgeProperty().subscribe(choose);
    }

    private FlowPane figures() {
        loss.setId("loss-if-ablated");
        answer.setId("answer-probability");
        difference.setId("logit-difference");
        difference.setTooltip(new Tooltip(text("inspector.difference.hint")));
        FlowPane figures = new FlowPane(
                20,
                4,
                Texts.captioned(text("inspector.loss"), loss),
                Texts.captioned(text("inspector.answer"), answer),
                Texts.captioned(text("inspector.difference"), difference));
        VBox.setMargin(figures, new Insets(4, 0, 2, 0));
        return figures;
    }

    private void show(InspectorModel.Shown shown) {
        notes.show(shown);
        rule.show(shown);
        group.show(shown);
        loss.setText(shown.effect().map(e -> Texts.signed(e.lossRise())).orElse("–"));
        LabelStyles.dress(loss, "figure", rises(shown) ? "positive" : "plain");
        answer.setText(shown.effect().map(InspectorView::probabilities).orElse("–"));
        difference.setText(shown.effect().map(InspectorView::differences).orElse("–"));
        activity.show(shown.activity());
        stored.show(shown.node());
        connections.show(shown.node(), shown.here());
        attention.show(shown.here());
        tokens.show(shown.tokens());
    }

    private static boolean rises(InspectorModel.Shown shown) {
        return shown.effect().map(e -> e.lossRise() > NOTICEABLE).orElse(false);
    }

    private static String probabilities(NodeEffect effect) {
        return "%.2f → %.2f"
                .formatted(effect.before().probability(), effect.after().probability());
    }

    private static String differences(NodeEffect effect) {
        return "%+.1f → %+.1f"
                .formatted(effect.before().logitDifference(), effect.after().logitDifference())
                .replace('-', '−');
    }
}
