package org.circuitexplorer.app.lecture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;

/// The lecture over the whole window: the graph with words in its nodes, a paragraph in large type, the answer's
/// probability. Space or a page key goes on, Backspace back, digits and the dots to any step, `X` switches the selected
/// node off and on, Escape leaves.
public final class LectureView extends BorderPane {
    private static final double TEXT_PART = 0.31;
    private static final double PER_POINT = 64;
    private static final double SMALLEST = 17;
    private static final double LARGEST = 34;

    private final LectureModel model;
    private final GraphModel graphModel;
    private final CircuitGraphView graph = new CircuitGraphView();
    private final Label title = new Label();
    private final Label stepTitle = new Label();
    private final TextFlow text = new TextFlow();
    private final HBox dots = new HBox(9);
    private List<String> shownNodes = List.of();

    /// @param motion whether the graph glides from step to step
    public LectureView(
            LectureModel model, GraphModel graphModel, ObservableValue<Theme> theme, ObservableValue<Boolean> motion) {
        this.model = model;
        this.graphModel = graphModel;
        setId("lecture");
        getStyleClass().add("lecture");
        visibleProperty().bind(model.tellingProperty());
        managedProperty().bind(visibleProperty());
        title.getStyleClass().add("lecture-title");
        title.setId("lecture-title");
        title.setWrapText(true);
        setTop(title);
        graph.setId("lecture-graph");
        graph.minimapShownProperty().set(false);
        graph.buttonsShownProperty().set(false);
        // A room reads the nodes' words; the space of the bands' names makes them larger.
        graph.namesShownProperty().set(false);
        graph.setFocusTraversable(false);
        graph.setMouseTransparent(true);
        theme.subscribe(graph.themeProperty()::set);
        motion.subscribe(graph.animatedProperty()::set);
        graph.layoutBoundsProperty().subscribe((before, now) -> fit());
        setCenter(graph);
        setRight(words());
        setBottom(foot());
        graphModel.pictureProperty().subscribe((before, now) -> showPicture());
        model.study().selectionProperty().subscribe((before, now) -> showPicture());
        model.atProperty().subscribe((before, now) -> showStep());
        model.tellingProperty().subscribe((before, now) -> {
            if (now) showStep();
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        widthProperty().subscribe((before, now) -> scaleText());
    }

    private VBox words() {
        stepTitle.getStyleClass().add("lecture-step-title");
        stepTitle.setId("lecture-step-title");
        stepTitle.setWrapText(true);
        text.setId("lecture-text");
        VBox words = new VBox(18, stepTitle, text, new AnswerCard(model.study()));
        words.setAlignment(Pos.CENTER_LEFT);
        words.getStyleClass().add("lecture-words");
        words.prefWidthProperty().bind(widthProperty().multiply(TEXT_PART));
        return words;
    }

    private StackPane foot() {
        dots.setAlignment(Pos.CENTER);
        Label keys = new Label(text("lecture.keys"));
        keys.getStyleClass().add("muted");
        keys.setMouseTransparent(true);
        StackPane.setAlignment(keys, Pos.CENTER_RIGHT);
        StackPane foot = new StackPane(dots, keys);
        foot.getStyleClass().add("lecture-foot");
        return foot;
    }

    /// Type grows with the window, so that it is read from the last row.
    private void scaleText() {
        double size = Math.clamp(getWidth() / PER_POINT, SMALLEST, LARGEST);
        setStyle("-fx-font-size: %.1fpx;".formatted(size));
    }

    private void showStep() {
        if (!model.tellingProperty().get()) return;
        Optional<Lecture.Step> step = model.step();
        title.setText(model.lecture().title());
        stepTitle.setText(step.map(Lecture.Step::title).orElse(""));
        text.getChildren().setAll(parts(step.map(Lecture.Step::text).orElse("")));
        showDots();
        shownNodes = LecturePicture.inFrame(
                graphModel.pictureProperty().get(), step.flatMap(s -> s.view().frame()));
        showPicture();
        fit();
        requestFocus();
    }

    private void showPicture() {
        if (!model.tellingProperty().get()) return;
        graph.setPicture(LecturePicture.of(graphModel.pictureProperty().get()));
        graph.marks().selected().clear();
        model.study().selectionProperty().get().ifPresent(n -> graph.marks().select(n.name()));
    }

    private void fit() {
        if (model.tellingProperty().get()) graph.fit(shownNodes);
    }

    private static List<Node> parts(String words) {
        List<Node> parts = new ArrayList<>();
        for (StressedText.Part part : StressedText.of(words).parts()) {
            Text shown = new Text(part.text());
            shown.getStyleClass().add(part.stressed() ? "lecture-stressed" : "lecture-text");
            parts.add(shown);
        }
        return parts;
    }

    private void showDots() {
        List<Node> made = new ArrayList<>();
        for (int i = 0; i < model.steps().size(); i++) {
            int step = i;
            Button dot = new Button();
            dot.getStyleClass()
                    .setAll("button", "lecture-dot", i == model.atProperty().get() ? "lecture-dot-here" : "plain");
            dot.setId("lecture-dot-" + (i + 1));
            dot.setAccessibleText(
                    text("lecture.stepOf", i + 1, model.steps().get(i).title()));
            dot.setFocusTraversable(false);
            dot.setOnAction(e -> model.show(step));
            made.add(dot);
        }
        dots.getChildren().setAll(made);
    }

    private void press(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) return;
        switch (event.getCode()) {
            case SPACE, PAGE_DOWN, RIGHT, DOWN, ENTER -> model.next();
            case BACK_SPACE, PAGE_UP, LEFT, UP -> model.previous();
            case HOME -> model.show(0);
            case END -> model.show(model.steps().size() - 1);
            case X -> model.toggleSelected();
            case ESCAPE, F5 -> model.leave();
            default -> {
                if (!event.getCode().isDigitKey() || event.getCode() == KeyCode.DIGIT0) return;
                model.show(Character.digit(
                                event.getText().isEmpty()
                                        ? '1'
                                        : event.getText().charAt(0),
                                10)
                        - 1);
            }
        }
        event.consume();
    }
}
