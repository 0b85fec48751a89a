package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.viewer.attention.AttentionView;
import org.circuitexplorer.viewer.draw.Numerals;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.text.LabelStyles;
import org.circuitexplorer.viewer.token.VisibleText;

/// Where the head of a q, k or v looks in the prompt that is shown, in total or by the node's own channel. A click on a
/// cell chooses the logit that is taken apart below into its channels, and its query's token.
final class AttentionPane extends VBox {
    private static final double HEIGHT_OF_TOKEN = 19;
    private static final double SMALLEST = 110;
    private static final double LARGEST = 300;
    private final Study study;
    private final Label title = Texts.section("");
    private final AttentionView view = new AttentionView();
    private final Label logit = Texts.section("");
    private final VBox channels = new VBox(1);
    private final Label check = Texts.styled("", "muted", "small");
    private int prompt;

    AttentionPane(Study study, InspectorModel model, ObservableValue<Theme> theme) {
        super(6);
        this.study = study;
        view.setId("attention-pattern");
        view.setOnCell((query, key) -> {
            model.keyProperty().set(Optional.of(key));
            study.prompts().placeProperty().set(Optional.of(new TokenPlace(prompt, query)));
        });
        theme.subscribe(view.themeProperty()::set);
        Choice<Boolean> choice = new Choice<>(
                List.of(
                        new Choice.Option<>(
                                false,
                                "attention-total",
                                text("inspector.attention.total"),
                                text("inspector.attention.total.hint")),
                        new Choice.Option<>(
                                true,
                                "attention-channel",
                                text("inspector.attention.channel"),
                                text("inspector.attention.channel.hint"))),
                model.byChannelProperty());
        logit.setId("logit-title");
        channels.setId("logit-channels");
        check.setId("logit-check");
        check.setWrapText(true);
        managedProperty().bind(visibleProperty());
        // Beside each other where there is room for both.
        FlowPane head = new FlowPane(12, 2, title, choice);
        head.setRowValignment(VPos.CENTER);
        getChildren().addAll(head, view, logit, channels, check);
    }

    void show(Optional<InspectorModel.Here> here) {
        Optional<HeadPattern> head = here.flatMap(InspectorModel.Here::attention);
        setVisible(head.isPresent());
        prompt = here.map(h -> h.place().prompt()).orElse(0);
        title.setText(head.map(h -> prompt == 0
                        ? text("inspector.attention.first", h.head())
                        : text("inspector.attention.second", h.head()))
                .orElse(""));
        AttentionView.Pattern shown = head.map(HeadPattern::pattern).orElse(AttentionView.Pattern.EMPTY);
        double height = 16 + HEIGHT_OF_TOKEN * shown.tokens().size();
        view.setPrefHeight(Math.clamp(height, SMALLEST, LARGEST));
        view.setMinHeight(Math.clamp(height, SMALLEST, LARGEST));
        view.patternProperty().set(shown);
        head.ifPresent(this::showLogit);
    }

    private void showLogit(HeadPattern head) {
        view.choose(head.query(), head.key());
        logit.setText(text("inspector.logit.title", token(head, head.query()), token(head, head.key())));
        ConnectionRow.fill(channels, head.channels(), study);
        String made = Numerals.signed(head.split().logit());
        String probability = Numerals.value(head.split().recorded());
        check.setText(
                head.split().closes()
                        ? text(
                                "inspector.logit.closes",
                                made,
                                probability,
                                SumWords.error(head.split().difference()))
                        : text(
                                "inspector.logit.wrong",
                                made,
                                Numerals.value(head.split().made()),
                                probability));
        LabelStyles.dress(check, "small", head.split().closes() ? "muted" : "positive");
    }

    private static String token(HeadPattern head, int number) {
        return VisibleText.of(head.pattern().tokens().get(number));
    }
}
