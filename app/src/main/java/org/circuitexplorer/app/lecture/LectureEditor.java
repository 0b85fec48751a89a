package org.circuitexplorer.app.lecture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.engine.session.Lecture;

/// Makes steps of what the window shows, puts them in order and gives them their words. It stays open beside the
/// window; a step that is chosen is shown there.
public final class LectureEditor {
    private static final double WIDTH = 560;
    private static final double LIST = 190;

    private final LectureModel model;
    private final SmallWindow window;
    private final TextField lectureTitle = field("lecture-name", text("lecture.about"));
    private final ListView<Lecture.Step> steps = new ListView<>();
    private final TextField title = field("step-title", text("lecture.stepTitle"));
    private final TextArea text = new TextArea();
    private boolean filling;
    private boolean changing;
    /// What can be brought back into the model that it is about.
    private final ObjectProperty<Optional<Lecture>> left = new SimpleObjectProperty<>(Optional.empty());

    public LectureEditor(Window owner, LectureModel model) {
        this.model = model;
        this.window = new SmallWindow(owner, text("lecture.editor"), WIDTH);
        steps.setId("steps");
        steps.setPrefHeight(LIST);
        steps.setCellFactory(view -> new Cell());
        steps.setPlaceholder(new Label(text("lecture.noSteps")));
        steps.focusTraversableProperty().bind(Bindings.isNotEmpty(steps.getItems()));
        text.setId("step-text");
        text.setPromptText(text("lecture.words"));
        text.setAccessibleText(text("lecture.words.accessible"));
        text.setWrapText(true);
        text.setPrefRowCount(5);
        lectureTitle.setText(model.lecture().title());
        lectureTitle.textProperty().subscribe((before, now) -> change(() -> model.rename(now)));
        title.textProperty().subscribe((before, now) -> write());
        text.textProperty().subscribe((before, now) -> write());
        steps.getSelectionModel().selectedIndexProperty().subscribe((before, now) -> read(now.intValue()));
        window.content().getChildren().addAll(lectureTitle, steps, buttons(), title, text, foot());
        Subscription others = Subscription.combine(
                model.lectureProperty().subscribe((before, now) -> {
                    if (!changing) turnTo(now);
                }),
                model.modelProperty().subscribe((before, now) -> left.set(Optional.empty())));
        window.onClosed(others::unsubscribe);
        read(-1);
        // What was arranged for a step that is still to be added stays.
        fill(model.shown().orElse(-1));
    }

    public void show() {
        window.showBeside();
    }

    private HBox buttons() {
        Button add = QuietButton.of("step-add", text("lecture.add"), this::add);
        List<Button> ofStep = List.of(
                QuietButton.of(
                        "step-retake",
                        text("lecture.retake"),
                        () -> at().ifPresent(i -> {
                            change(() -> model.retake(i));
                            fill(i);
                        })),
                QuietButton.of("step-up", text("lecture.up"), () -> move(-1)),
                QuietButton.of("step-down", text("lecture.down"), () -> move(1)),
                QuietButton.of(
                        "step-remove",
                        text("lecture.remove"),
                        () -> at().ifPresent(i -> {
                            change(() -> model.remove(i));
                            fill(i);
                        })));
        HBox buttons = new HBox(8, add);
        buttons.getChildren().addAll(ofStep);
        for (Button each : ofStep) each.disableProperty().bind(Bindings.isEmpty(steps.getItems()));
        buttons.setAlignment(Pos.CENTER_LEFT);
        return buttons;
    }

    /// Adds what the window shows; what is typed next is the step's title.
    private void add() {
        change(() -> fill(model.addStep()));
        title.requestFocus();
        title.selectAll();
    }

    private HBox foot() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button tell = QuietButton.of("lecture-tell", text("lecture.tellFrom"), () -> model.begin(at().orElse(0)));
        tell.disableProperty().bind(Bindings.isEmpty(steps.getItems()));
        Button close = QuietButton.of("lecture-close", text("button.close"), window::close);
        close.getStyleClass().setAll("button", "accent-button");
        Button anew = QuietButton.of("lecture-new", text("lecture.new"), this::beginAnew);
        anew.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> isLeft() ? text("lecture.bringBack") : text("lecture.new"), steps.getItems(), left));
        anew.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> steps.getItems().isEmpty() && !isLeft(), steps.getItems(), left));
        return new HBox(8, tell, anew, space, close);
    }

    /// Whether the steps were just left, and can be brought back.
    private boolean isLeft() {
        return steps.getItems().isEmpty() && left.get().isPresent();
    }

    /// Begins a lecture of one's own, or goes back to the one that was there.
    private void beginAnew() {
        Lecture next = isLeft() ? left.get().orElseThrow() : Lecture.NONE;
        left.set(isLeft() ? Optional.empty() : Optional.of(model.lecture()));
        change(() -> model.replaceAll(next));
        turnTo(next);
    }

    private void move(int by) {
        at().filter(i -> i + by >= 0 && i + by < model.steps().size()).ifPresent(i -> {
            change(() -> model.move(i, i + by));
            fill(i + by);
        });
    }

    private Optional<Integer> at() {
        return Optional.of(steps.getSelectionModel().getSelectedIndex()).filter(i -> i >= 0);
    }

    private void change(Runnable change) {
        changing = true;
        change.run();
        changing = false;
    }

    /// Shows a lecture that was opened or changed elsewhere, without turning the window to one of its steps.
    private void turnTo(Lecture other) {
        filling = true;
        steps.getSelectionModel().clearSelection();
        steps.getItems().setAll(other.steps());
        filling = false;
        lectureTitle.setText(other.title());
        read(-1);
        model.shown().ifPresent(steps.getSelectionModel()::select);
    }

    /// Lists the steps anew and chooses one.
    private void fill(int chosen) {
        filling = true;
        steps.getItems().setAll(model.steps());
        filling = false;
        steps.getSelectionModel().clearSelection();
        if (chosen >= 0)
            steps.getSelectionModel().select(Math.min(chosen, model.steps().size() - 1));
    }

    private void read(int step) {
        if (filling) return;
        boolean there = step >= 0 && step < model.steps().size();
        filling = true;
        title.setText(there ? model.steps().get(step).title() : "");
        text.setText(there ? model.steps().get(step).text() : "");
        filling = false;
        title.setDisable(!there);
        text.setDisable(!there);
        if (there && !model.shows(step)) model.visit(step);
    }

    private void write() {
        if (filling) return;
        at().ifPresent(i -> {
            Lecture.Step old = model.steps().get(i);
            Lecture.Step changed = new Lecture.Step(title.getText(), text.getText(), old.view());
            change(() -> model.replace(i, changed));
            filling = true;
            steps.getItems().set(i, changed);
            steps.getSelectionModel().select(i);
            filling = false;
        });
    }

    private static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        return field;
    }

    private static final class Cell extends ListCell<Lecture.Step> {
        @Override
        protected void updateItem(Lecture.Step step, boolean empty) {
            super.updateItem(step, empty);
            setText(empty ? "" : (getIndex() + 1) + "   " + step.title());
        }
    }
}
