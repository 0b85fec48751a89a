package org.circuitexplorer.app.prompt;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.text.LabelStyles;
import org.circuitexplorer.viewer.token.TokenHeatMapView;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The strip at the foot: prompts, next tokens, losses.
public final class PromptStrip extends HBox {
    /// A line of tokens.
    private static final double LEAST_HEIGHT = 23;

    /// Brings an answer to the height of the first line of tokens.
    private static final double BESIDE_TOKENS = 4;

    private final PromptModel model;
    private final Label title = styled(new Label(), "section");
    private final Label problem = styled(new Label(), "positive");
    private final List<Label> answers = new ArrayList<>();
    private final List<TokenHeatMapView> maps = new ArrayList<>();
    private final List<ScrollPane> scrolls = new ArrayList<>();
    private final TextField own = new TextField();
    private final NextTokensPane next;
    private final Label modelLoss = figure("loss-model");
    private final Label circuitLoss = figure("loss-circuit");
    private final Label nowLoss = figure("loss-now");
    private final Label withoutLoss = figure("loss-without");
    private final Label attention = styled(new Label(), "section");

    public PromptStrip(PromptModel model, ObservableValue<Theme> theme) {
        this.model = model;
        setId("prompts");
        getStyleClass().add("bottom-panel");
        VBox prompts = prompts();
        this.next = new NextTokensPane(theme);
        VBox losses = losses();
        HBox.setHgrow(prompts, Priority.ALWAYS);
        getChildren().addAll(prompts, next, losses);
        model.shownProperty().subscribe(this::show);
        theme.subscribe(t -> maps.forEach(m -> m.themeProperty().set(t)));
    }

    private VBox prompts() {
        title.setId("pair-title");
        Button previous = arrow(Feather.CHEVRON_LEFT, "previous-pair", text("prompt.previous"));
        previous.setOnAction(e -> model.previousPair());
        Button next = arrow(Feather.CHEVRON_RIGHT, "next-pair", text("prompt.next"));
        next.setOnAction(e -> model.nextPair());
        ToggleButton difference = new ToggleButton(text("prompt.less"));
        difference.setId("prompt-difference");
        difference.getStyleClass().setAll("toggle-button", "word-toggle");
        difference.setMinWidth(Region.USE_PREF_SIZE);
        difference.setTooltip(new Tooltip(text("prompt.less.hint")));
        difference.selectedProperty().bindBidirectional(model.differenceProperty());
        HBox head = new HBox(6, title, previous, next, difference);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox rows = new VBox(2, row(0), row(1));
        rows.setMinHeight(0);
        VBox.setVgrow(rows, Priority.ALWAYS);
        own.setId("own-prompt");
        own.setPromptText(text("prompt.type"));
        own.setAccessibleText(text("prompt.type.accessible"));
        own.getStyleClass().addAll("prompt-field", "mono");
        own.setOnAction(e -> model.run(own.getText()));
        HBox.setHgrow(own, Priority.ALWAYS);
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        VBox column = new VBox(head, rows, new HBox(10, own, problem));
        column.getStyleClass().add("bottom-column");
        column.setMinWidth(300);
        return column;
    }

    /// A prompt of many lines leaves the other its place, and shows its end, where the answer is.
    private ScrollPane scrolled(TokenHeatMapView map) {
        ScrollPane scroll = new Scrolled(map);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(LEAST_HEIGHT);
        map.heightProperty().subscribe(() -> scroll.setVvalue(scroll.getVmax()));
        scrolls.add(scroll);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private HBox row(int number) {
        Label answer = styled(new Label(), "muted");
        answer.getStyleClass().addAll("small", "mono");
        answer.setMinWidth(96);
        answer.setPrefWidth(96);
        answer.setPadding(new Insets(BESIDE_TOKENS, 0, 0, 0));
        TokenHeatMapView map = new TokenHeatMapView();
        map.setId("prompt-" + (number + 1));
        map.caretProperty().set(true);
        map.setOnToken(token -> model.chooseToken(number, token));
        answers.add(answer);
        maps.add(map);
        HBox row = new HBox(4, answer, scrolled(map));
        row.setAlignment(Pos.TOP_LEFT);
        row.setMaxHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(row, Priority.SOMETIMES);
        return row;
    }

    private VBox losses() {
        HBox figures = new HBox(
                18,
                captioned(text("loss.model"), modelLoss),
                captioned(text("loss.circuit"), circuitLoss),
                captioned(text("loss.now"), nowLoss),
                captioned(text("loss.without"), withoutLoss));
        withoutLoss.getStyleClass().add("positive");
        attention.setId("attention");
        attention.setWrapText(true);
        VBox column = new VBox(styled(new Label(text("loss.heading")), "section"), figures, attention);
        column.getStyleClass().addAll("bottom-column", "bottom-column-right");
        column.setMinWidth(300);
        column.setPrefWidth(330);
        return column;
    }

    private void show(Optional<PromptModel.Shown> state) {
        title.setText(state.map(PromptModel.Shown::title).orElse(text("prompt.none")));
        List<PromptModel.Prompt> prompts = state.map(PromptModel.Shown::prompts).orElse(List.of());
        double scale = state.map(PromptModel.Shown::fullColour).orElse(0.0);
        for (int i = 0; i < maps.size(); i++) {
            boolean there = i < prompts.size();
            answers.get(i)
                    .setText(
                            there && !prompts.get(i).answer().isEmpty()
                                    ? text("prompt.answer", prompts.get(i).answer())
                                    : "");
            maps.get(i).scaleProperty().set(scale);
            maps.get(i).tokensProperty().set(there ? prompts.get(i).tokens() : List.of());
            maps.get(i).chosenProperty().set(there ? prompts.get(i).place().orElse(-1) : -1);
            scrolls.get(i).getParent().setVisible(there);
            scrolls.get(i).getParent().setManaged(there);
        }
        next.show(prompts.stream().map(PromptModel.Prompt::next).toList());
        modelLoss.setText(state.map(s -> loss(s.losses().model())).orElse("–"));
        circuitLoss.setText(state.map(s -> loss(s.losses().circuit())).orElse("–"));
        nowLoss.setText(state.map(s -> loss(s.losses().now())).orElse("–"));
        withoutLoss.setText(state.map(s -> loss(s.losses().without())).orElse("–"));
        attention.setText(state.flatMap(PromptModel.Shown::attention).orElse(""));
        markWorse(state);
    }

    private void markWorse(Optional<PromptModel.Shown> state) {
        boolean worse = state.map(PromptModel.Shown::losses)
                .map(l -> l.now() > l.circuit().orElse(l.model()) + 0.005)
                .orElse(false);
        LabelStyles.dress(nowLoss, "figure", worse ? "positive" : "plain");
    }

    private static String loss(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String loss(OptionalDouble value) {
        return value.isPresent() ? loss(value.getAsDouble()) : "–";
    }

    private static VBox captioned(String caption, Label value) {
        Label above = styled(new Label(caption), "muted");
        above.getStyleClass().add("small");
        above.setMinWidth(Region.USE_PREF_SIZE);
        return new VBox(above, value);
    }

    private static Label figure(String id) {
        Label label = styled(new Label("–"), "figure");
        label.setId(id);
        return label;
    }

    private static Button arrow(Feather icon, String id, String hint) {
        Button button = new Button("", new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().setAll("button", "small-icon-button");
        button.setAccessibleText(hint);
        button.setTooltip(new Tooltip(hint));
        return button;
    }

    private static Label styled(Label label, String style) {
        label.getStyleClass().add(style);
        return label;
    }

    /// A scroll pane as high as the prompt is in its width, which others do not ask.
    private static final class Scrolled extends ScrollPane {
        private final TokenHeatMapView map;

        Scrolled(TokenHeatMapView map) {
            super(map);
            this.map = map;
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            return map.prefHeight(width);
        }
    }
}
