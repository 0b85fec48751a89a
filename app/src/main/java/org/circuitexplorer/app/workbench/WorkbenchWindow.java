package org.circuitexplorer.app.workbench;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.engine.validate.Variation;

/// Two prompts to try, what is expected of them, and what was tried before.
public final class WorkbenchWindow {
    private static final double WIDTH = 980;
    private static final int LINES = 2;

    private final SmallWindow window;
    private final WorkbenchModel model;
    private final TrialTable trials;
    private final Label summary = new Label();
    private final TextArea first;

    /// What is done with all that was tried.
    public interface Saving {
        /// Asks for a file and writes a table to it.
        void asTable(String csv);

        /// Asks for a file and makes a task of it.
        void asTask(WorkbenchModel tried);
    }

    public WorkbenchWindow(Window owner, WorkbenchModel model, Saving saving) {
        this.window = new SmallWindow(owner, text("workbench.title"), WIDTH);
        this.model = model;
        this.trials = new TrialTable(model.trials());
        summary.setId("workbench-summary");
        summary.getStyleClass().add("muted");
        summary.textProperty().bind(Bindings.createStringBinding(model::summary, model.trials()));
        trials.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) again();
        });
        trials.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) again();
        });
        window.content().addEventFilter(KeyEvent.KEY_PRESSED, this::runByKey);
        this.first = prompt(1, text("workbench.first"), model.firstProperty());
        window.content().getChildren().addAll(prompts(), changes(), run(), trials, foot(saving));
    }

    public void show() {
        window.show();
        first.requestFocus();
    }

    private GridPane prompts() {
        GridPane grid = new GridPane(10, 6);
        ColumnConstraints label = new ColumnConstraints();
        ColumnConstraints prompt = new ColumnConstraints();
        prompt.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(label, prompt);
        grid.addRow(
                0,
                new Label(),
                muted(text("workbench.prompt")),
                muted(text("workbench.answer")),
                muted(text("workbench.expected")));
        addRow(grid, 1, text("workbench.first"), first, model.firstAnswerProperty(), model.firstExpectedProperty());
        addRow(
                grid,
                2,
                text("workbench.second"),
                prompt(2, text("workbench.second"), model.secondProperty()),
                model.secondAnswerProperty(),
                model.secondExpectedProperty());
        return grid;
    }

    private void addRow(
            GridPane grid,
            int row,
            String name,
            TextArea area,
            StringProperty answer,
            ObjectProperty<Expectation> expected) {
        TextField wanted = new TextField();
        wanted.setPrefColumnCount(6);
        wanted.setOnAction(e -> model.run());
        bind(wanted, answer, "workbench-answer-" + row, name + ", " + text("workbench.answer"));
        ComboBox<Expectation> choice = new ComboBox<>();
        choice.setId("workbench-expected-" + row);
        choice.setAccessibleText(name + ", " + text("workbench.expected"));
        choice.getItems().setAll(Expectation.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(Expectation value) {
                return value == null ? "" : value.words();
            }

            @Override
            public Expectation fromString(String words) {
                throw new UnsupportedOperationException(words);
            }
        });
        choice.valueProperty().bindBidirectional(expected);
        grid.addRow(row, muted(name), area, wanted, choice);
    }

    private static TextArea prompt(int row, String name, StringProperty words) {
        TextArea area = new TextArea();
        area.setPrefRowCount(LINES);
        area.setWrapText(true);
        area.addEventFilter(KeyEvent.KEY_PRESSED, WorkbenchWindow::leave);
        bind(area, words, "workbench-prompt-" + row, name + ", " + text("workbench.prompt"));
        return area;
    }

    private static void bind(TextInputControl field, StringProperty text, String id, String accessible) {
        field.setId(id);
        field.setAccessibleText(accessible);
        field.getStyleClass().addAll("prompt-field", "mono");
        field.textProperty().bindBidirectional(text);
    }

    /// Tab goes on, as in every other field.
    private static void leave(KeyEvent key) {
        if (key.getCode() == KeyCode.TAB && !key.isControlDown() && key.getSource() instanceof Node field) {
            key.consume();
            field.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
    }

    /// Ctrl+Enter runs, wherever the focus is.
    private void runByKey(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER && key.isControlDown()) {
            key.consume();
            model.run();
        }
    }

    /// One button for each way of changing both prompts.
    private HBox changes() {
        FlowPane buttons = new FlowPane(6, 6);
        for (Variation.Kind kind : Variation.Kind.values()) {
            Button button = QuietButton.of(
                    "change-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    kind.label(),
                    () -> model.change(kind));
            button.setTooltip(new Tooltip(kind.description()));
            buttons.getChildren().add(button);
        }
        buttons.getChildren().add(QuietButton.of("workbench-shown", text("workbench.shown"), model::start));
        HBox.setHgrow(buttons, Priority.ALWAYS);
        Label change = muted(text("workbench.changes"));
        change.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(10, change, buttons);
        row.setAlignment(Pos.BASELINE_LEFT);
        return row;
    }

    private HBox run() {
        TextField note = new TextField();
        note.setPromptText(text("workbench.note"));
        bind(note, model.noteProperty(), "workbench-note", text("workbench.note"));
        note.setOnAction(e -> model.run());
        HBox.setHgrow(note, Priority.ALWAYS);
        Label problem = new Label();
        problem.setId("workbench-problem");
        problem.getStyleClass().add("positive");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Button run = QuietButton.of("workbench-run", text("workbench.run"), model::run);
        run.getStyleClass().setAll("button", "accent-button");
        run.setTooltip(new Tooltip(text("workbench.run.hint")));
        HBox row = new HBox(10, note, problem, run);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox foot(Saving saving) {
        Button table = QuietButton.of(
                "workbench-table", text("runs.save"), () -> saving.asTable(Trial.csv(List.copyOf(model.trials()))));
        Button task = QuietButton.of("workbench-task", text("workbench.saveTask"), () -> saving.asTask(model));
        for (Button each : List.of(table, task)) {
            each.disableProperty().bind(Bindings.isEmpty(model.trials()));
        }
        Button close = QuietButton.of("workbench-close", text("button.close"), window::close);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot = new HBox(8, summary, space, table, task, close);
        foot.setAlignment(Pos.CENTER_LEFT);
        return foot;
    }

    private void again() {
        Trial chosen = trials.getSelectionModel().getSelectedItem();
        if (chosen != null) model.again(chosen);
    }

    private static Label muted(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("muted");
        return label;
    }
}
