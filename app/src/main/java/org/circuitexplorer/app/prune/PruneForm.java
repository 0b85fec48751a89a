package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.SettingRange;
import org.circuitexplorer.engine.task.LossKind;

/// Which tasks are searched and with which settings. Targets and seeds may be several: each task is searched with each
/// of them.
final class PruneForm extends VBox {
    private static final int MOST = 200;
    private static final double LABELS = 220;
    private static final Set<String> SEVERAL = Set.of("target", "seed");

    /// Settings that stand elsewhere in the form, and the kind of ranking, of which learned masks are the better.
    private static final Set<String> ELSEWHERE =
            Set.of(PruneSettings.TARGET_LOSS, PruneSettings.CALIBRATED, PruneSettings.ENDS, "tied", "attribution");

    /// A search that is wanted.
    record Wanted(TaskEntry entry, PruneSettings settings) {}

    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private final Map<TaskEntry, CheckMenuItem> tasks = new LinkedHashMap<>();
    private final MenuButton choice = new MenuButton();
    private final CheckBox tied = new CheckBox(text("prune.tied"));
    private final CheckBox calibrated = new CheckBox(text("prune.calibrated"));
    private final CheckBox ends = new CheckBox(text("prune.ends"));
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
        calibrated.setId("prune-calibrated");
        calibrated.setTooltip(new Tooltip(text("prune.calibrated.hint")));
        calibrated.setAccessibleHelp(text("prune.calibrated.hint"));
        grid.add(calibrated, 1, grid.getRowCount());
        field(grid, "seed", text("prune.seeds"), String.valueOf(defaults.seed()));
        getChildren().addAll(grid, warning, fold("advanced", text("prune.advanced"), () -> advanced(onFold), onFold));
        show();
    }

    private MenuItem every(String words, Predicate<TaskEntry> wanted) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(e -> tasks.forEach((entry, check) -> check.setSelected(wanted.test(entry))));
        return item;
    }

    private VBox advanced(Runnable onFold) {
        GridPane grid = new GridPane(12, 6);
        setting(grid, "maxNodes", text("prune.maxNodes"));
        setting(grid, "starts", text("prune.starts"));
        setting(grid, "candidates", text("prune.candidates"));
        setting(grid, "kicks", text("prune.kicks"));
        tied.setId("prune-tied");
        tied.setSelected(PruneSettings.DEFAULT.tied());
        grid.add(tied, 0, grid.getRowCount(), 2, 1);
        ends.setId("prune-ends");
        ends.setTooltip(new Tooltip(text("prune.ends.hint")));
        ends.setAccessibleHelp(text("prune.ends.hint"));
        grid.add(ends, 0, grid.getRowCount(), 2, 1);
        return new VBox(8, grid, fold("every", text("prune.every"), this::others, onFold));
    }

    /// What it holds is made when it is unfolded first; until then those settings are the defaults.
    private static TitledPane fold(String id, String name, Supplier<Node> content, Runnable onFold) {
        TitledPane pane = new TitledPane();
        pane.setId("prune-" + id);
        pane.setText(name);
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().add("fold");
        pane.expandedProperty().subscribe(open -> {
            if (open && pane.getContent() == null) pane.setContent(content.get());
        });
        pane.heightProperty().subscribe(h -> onFold.run());
        return pane;
    }

    /// All other settings, by the names that circuit files have for them, in two columns.
    private GridPane others() {
        GridPane grid = new GridPane(12, 6);
        List<String> names = PruneSettings.DEFAULT.toMap().keySet().stream()
                .filter(name -> !fields.containsKey(name) && !ELSEWHERE.contains(name))
                .toList();
        int rows = (names.size() + 1) / 2;
        for (int i = 0; i < names.size(); i++) {
            TextField field = setting(names.get(i));
            Label label = new Label(names.get(i));
            label.getStyleClass().add("mono");
            label.setLabelFor(field);
            field.setPrefColumnCount(7);
            grid.add(label, i < rows ? 0 : 2, i % rows);
            grid.add(field, i < rows ? 1 : 3, i % rows);
        }
        return grid;
    }

    private void setting(GridPane grid, String id, String name) {
        row(grid, name, setting(id));
    }

    /// A field of a setting with its default, which says between what it may be.
    private TextField setting(String id) {
        SettingRange range = PruneSettings.range(id);
        TextField field = new TextField(number(PruneSettings.DEFAULT.toMap().getOrDefault(id, 0.0)));
        field.setId("prune-" + id);
        field.getStyleClass().add("setting-field");
        String hint = text("prune.range", number(range.least()), number(range.most()));
        field.setTooltip(new Tooltip(hint));
        field.setAccessibleHelp(hint);
        fields.put(id, field);
        return field;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e10
                ? Long.toString((long) value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
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
        PruneSettings settings = settings();
        List<Wanted> wanted = new ArrayList<>();
        for (TaskEntry entry : chosen()) {
            for (double target : numbers("target")) {
                for (double seed : numbers("seed")) {
                    wanted.add(new Wanted(entry, settings.withTargetLoss(target).withSeed((long) seed)));
                }
            }
        }
        if (wanted.isEmpty()) throw new IllegalArgumentException(text("prune.noTask"));
        if (wanted.size() > MOST) {
            throw new IllegalArgumentException(text("prune.tooMany", MOST, wanted.size()));
        }
        return wanted;
    }

    private PruneSettings settings() {
        PruneSettings settings = PruneSettings.DEFAULT
                .withTied(tied.isSelected())
                .withEnds(ends.isSelected())
                .withLoss(LossKind.calibrated(calibrated.isSelected()));
        for (String name : fields.keySet()) {
            if (SEVERAL.contains(name)) continue;
            try {
                settings = settings.with(name, one(name));
            } catch (IllegalArgumentException e) {
                field(name).getStyleClass().add("invalid");
                throw e;
            }
        }
        return settings;
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
