package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.SearchSettings;

/// Which tasks are searched and with which settings. Targets and seeds may be several: each task is searched with each
/// of them.
final class PruneForm extends VBox {
    private static final int MOST = 200;
    private static final double LABELS = 220;

    /// A search that is wanted.
    record Wanted(TaskEntry entry, PruneSettings settings) {}

    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private final Map<TaskEntry, CheckMenuItem> tasks = new LinkedHashMap<>();
    private final MenuButton choice = new MenuButton();
    private final Label warning = new Label();

    /// @param entries the tasks of the model
    /// @param first the one that is chosen at first
    /// @param onFold called when the form has become higher or lower
    PruneForm(List<TaskEntry> entries, TaskEntry first, Runnable onFold) {
        super(10);
        choice.setId("prune-tasks");
        choice.getStyleClass().setAll("menu-button", "chooser", "setting-chooser");
        choice.setMnemonicParsing(false);
        choice.getItems()
                .addAll(every(text("prune.tasks.without"), e -> e.circuit().isEmpty() && !e.isBeyondModel()));
        choice.getItems().addAll(every(text("prune.tasks.every"), e -> true), new SeparatorMenuItem());
        for (TaskEntry entry : entries) {
            CheckMenuItem item = new CheckMenuItem(entry.name());
            item.setMnemonicParsing(false);
            item.setSelected(entry.equals(first));
            item.selectedProperty().subscribe(on -> show());
            tasks.put(entry, item);
            choice.getItems().add(item);
        }
        warning.getStyleClass().add("positive");
        warning.setWrapText(true);
        warning.managedProperty().bind(warning.textProperty().isNotEmpty());
        warning.textProperty().subscribe((before, now) -> onFold.run());
        PruneSettings defaults = PruneSettings.DEFAULT;
        GridPane grid = new GridPane(12, 6);
        row(grid, text("prune.tasks"), choice);
        field(grid, "target", text("prune.targets"), String.valueOf(defaults.targetLoss()));
        field(grid, "seed", text("prune.seeds"), String.valueOf(defaults.seed()));
        getChildren().addAll(grid, warning, advanced(onFold));
        show();
    }

    private MenuItem every(String words, Predicate<TaskEntry> wanted) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(e -> tasks.forEach((entry, check) -> check.setSelected(wanted.test(entry))));
        return item;
    }

    private TitledPane advanced(Runnable onFold) {
        GridPane grid = new GridPane(12, 6);
        field(grid, "candidates", text("prune.candidates"), String.valueOf(SearchSettings.DEFAULT.candidates()));
        field(grid, "kicks", text("prune.kicks"), String.valueOf(SearchSettings.DEFAULT.kicks()));
        TitledPane pane = new TitledPane(text("prune.advanced"), grid);
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().add("fold");
        pane.heightProperty().subscribe(h -> onFold.run());
        return pane;
    }

    private void field(GridPane grid, String id, String name, String value) {
        TextField field = new TextField(value);
        field.setId("prune-" + id);
        field.getStyleClass().add("setting-field");
        fields.put(id, field);
        row(grid, name, field);
    }

    private static void row(GridPane grid, String name, Control control) {
        Label label = new Label(name);
        label.setLabelFor(control);
        label.setMinWidth(LABELS);
        grid.addRow(grid.getRowCount(), label, control);
    }

    private List<TaskEntry> chosen() {
        return tasks.entrySet().stream()
                .filter(e -> e.getValue().isSelected())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void show() {
        List<TaskEntry> chosen = chosen();
        choice.setText(chosen.size() == 1 ? chosen.getFirst().name() : text("prune.tasks.several", chosen.size()));
        choice.setAccessibleText(text("prune.tasks.accessible", choice.getText()));
        warning.setText(chosen.stream()
                .filter(TaskEntry::isBeyondModel)
                .map(e -> text("prune.beyond.task", e.name(), "%.2f".formatted(e.modelLoss())))
                .collect(Collectors.collectingAndThen(Collectors.joining(", "), PruneForm::warning)));
    }

    private static String warning(String tasks) {
        return tasks.isEmpty() ? "" : text("prune.beyond", tasks);
    }

    /// Every chosen task with every target and seed.
    ///
    /// @throws IllegalArgumentException when a number is no number or out of range, or there is nothing to do,
    ///     or too much
    List<Wanted> wanted() {
        fields.values().forEach(f -> f.getStyleClass().remove("invalid"));
        SearchSettings s = SearchSettings.DEFAULT;
        SearchSettings search = new SearchSettings(
                s.heldBackShare(), s.safetyMargin(), (int) one("candidates"), (int) one("kicks"), s.noise());
        List<Wanted> wanted = new ArrayList<>();
        for (TaskEntry entry : chosen()) {
            for (double target : numbers("target")) {
                for (double seed : numbers("seed")) {
                    wanted.add(new Wanted(
                            entry,
                            PruneSettings.DEFAULT
                                    .withTargetLoss(target)
                                    .withSeed((long) seed)
                                    .withSearch(search)));
                }
            }
        }
        if (wanted.isEmpty()) throw new IllegalArgumentException(text("prune.noTask"));
        if (wanted.size() > MOST) {
            throw new IllegalArgumentException(text("prune.tooMany", MOST, wanted.size()));
        }
        return wanted;
    }

    private double one(String id) {
        List<Double> numbers = numbers(id);
        if (numbers.size() == 1) return numbers.getFirst();
        throw invalid(id, text("prune.invalid.one"));
    }

    private List<Double> numbers(String id) {
        List<Double> numbers = new ArrayList<>();
        for (String word : field(id).getText().strip().split("[,;\\s]+", -1)) {
            try {
                double number = Double.parseDouble(word);
                if (!Double.isFinite(number)) throw invalid(id, text("prune.invalid.finite"));
                numbers.add(number);
            } catch (NumberFormatException e) {
                throw invalid(id, text("prune.invalid.numbers"));
            }
        }
        return numbers;
    }

    private IllegalArgumentException invalid(String id, String expected) {
        field(id).getStyleClass().add("invalid");
        return new IllegalArgumentException(
                text("prune.invalid", expected, field(id).getText()));
    }

    private TextField field(String id) {
        return Objects.requireNonNull(fields.get(id), id);
    }
}
