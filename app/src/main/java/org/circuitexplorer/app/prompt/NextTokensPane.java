package org.circuitexplorer.app.prompt;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.circuitexplorer.viewer.chart.ProbabilityBars;
import org.circuitexplorer.viewer.draw.Theme;

/// What may come after a prompt: of a pair after either, among its two answers or all tokens.
final class NextTokensPane extends VBox {
    private static final double NARROWEST = 300;
    private static final double WIDTH = 330;
    private final ProbabilityBars bars = new ProbabilityBars();
    private final ToggleButton first = new ToggleButton(text("next.first"));
    private final ToggleButton second = new ToggleButton(text("next.second"));
    private final ToggleButton amongAnswers = new ToggleButton(text("next.answers"));
    private final ToggleButton amongAll = new ToggleButton(text("next.all"));
    private List<NextTokens> prompts = List.of();

    NextTokensPane(ObservableValue<Theme> theme) {
        getStyleClass().addAll("bottom-column", "bottom-column-right");
        setMinWidth(NARROWEST);
        setPrefWidth(WIDTH);
        first.setId("next-first");
        second.setId("next-second");
        amongAnswers.setId("among-answers");
        amongAll.setId("among-all");
        amongAnswers.setTooltip(new Tooltip(text("next.answers.hint")));
        amongAll.setTooltip(new Tooltip(text("next.all.hint")));
        bars.setId("next-tokens");
        VBox.setVgrow(bars, Priority.ALWAYS);
        theme.subscribe(bars.themeProperty()::set);
        Label title = new Label(text("next.heading"));
        title.getStyleClass().add("section");
        Label among = new Label(text("next.among"));
        among.getStyleClass().addAll("muted", "small");
        HBox foot = choice(among, amongAnswers, amongAll);
        foot.visibleProperty().bind(first.visibleProperty());
        getChildren().addAll(choice(title, first, second), bars, foot);
        draw();
    }

    /// One of two words after a label, the first to begin with.
    private HBox choice(Label label, ToggleButton one, ToggleButton other) {
        ToggleGroup group = new ToggleGroup();
        for (ToggleButton word : List.of(one, other)) {
            word.setToggleGroup(group);
            word.getStyleClass().setAll("toggle-button", "word-toggle");
            word.setOnAction(e -> {
                word.setSelected(true);
                draw();
            });
        }
        one.setSelected(true);
        HBox row = new HBox(8, label, one, other);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// @param shown one for each prompt that is shown
    void show(List<NextTokens> shown) {
        prompts = List.copyOf(shown);
        draw();
    }

    private void draw() {
        boolean pair = prompts.size() > 1;
        first.setVisible(pair);
        second.setVisible(pair);
        if (prompts.isEmpty()) {
            bars.rowsProperty().set(List.of());
            return;
        }
        NextTokens next = prompts.get(pair && second.isSelected() ? 1 : 0);
        bars.rowsProperty().set(pair && amongAnswers.isSelected() ? next.answers() : next.all());
    }
}
