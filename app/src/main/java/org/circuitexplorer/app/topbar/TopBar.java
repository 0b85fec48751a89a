package org.circuitexplorer.app.topbar;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The bar at the head: model, task, pruning, search, dark or light.
public final class TopBar extends HBox {
    private final Workspace workspace;
    private final TextField find = new TextField();

    /// What the bar asks of the window.
    ///
    /// @param openModel lets the user choose a model or circuit
    /// @param save lets the user save the circuit
    /// @param prune lets the user prune the task under study
    public record Actions(Runnable openModel, Runnable save, Runnable prune) {}

    /// @param samples models that come with the program
    public TopBar(Workspace workspace, List<Path> samples, BooleanProperty dark, Actions actions) {
        this.workspace = workspace;
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button prune = new Button("Prune");
        prune.setId("prune");
        prune.getStyleClass().setAll("button", "accent-button");
        prune.setTooltip(new Tooltip("Find the circuit of this task (Ctrl+P)"));
        prune.setOnAction(e -> actions.prune.run());
        prune.setMinWidth(Region.USE_PREF_SIZE);
        prune.disableProperty().bind(workspace.study().entryProperty().map(e -> e.isEmpty()));
        getChildren()
                .addAll(logo(), modelChooser(samples, actions), taskChooser(), prune, space, findField(), theme(dark));
    }

    /// The search field, to give it the focus.
    public TextField find() {
        return find;
    }

    private static Label logo() {
        Polygon mark = new Polygon(6, 0, 12, 6, 6, 12, 0, 6);
        mark.getStyleClass().add("logo-mark");
        Label logo = new Label("Circuit Explorer", mark);
        logo.getStyleClass().add("logo");
        logo.setMinWidth(Region.USE_PREF_SIZE);
        return logo;
    }

    private MenuButton modelChooser(List<Path> samples, Actions actions) {
        MenuButton chooser = chooser("model", "Model");
        for (Path sample : samples) {
            MenuItem item = new MenuItem(String.valueOf(sample.getFileName()));
            item.setOnAction(e -> workspace.open(sample));
            chooser.getItems().add(item);
        }
        MenuItem open = new MenuItem("Open a model or circuit…");
        open.setOnAction(e -> actions.openModel.run());
        MenuItem save = new MenuItem("Save this circuit…");
        save.setOnAction(e -> actions.save.run());
        save.disableProperty()
                .bind(workspace
                        .study()
                        .stateProperty()
                        .map(s -> workspace.study().circuit().isEmpty()));
        chooser.getItems().addAll(new SeparatorMenuItem(), open, save);
        workspace
                .modelProperty()
                .subscribe(model -> show(
                        chooser,
                        model.map(m -> m.loaded().name()).orElse("no model"),
                        model.map(OpenModel::size).orElse("opening…")));
        return chooser;
    }

    private MenuButton taskChooser() {
        MenuButton chooser = chooser("task", "Task");
        chooser.setOnShowing(e -> chooser.getItems()
                .setAll(workspace.tasks().stream().map(this::taskItem).toList()));
        workspace.study().entryProperty().subscribe(() -> showTask(chooser));
        workspace.study().stateProperty().subscribe(() -> showTask(chooser));
        return chooser;
    }

    private MenuItem taskItem(TaskEntry entry) {
        MenuItem item = new MenuItem(entry.name() + "   " + entry.status());
        item.setOnAction(e -> workspace.study().show(entry));
        return item;
    }

    private void showTask(MenuButton chooser) {
        chooser.setDisable(workspace.tasks().isEmpty());
        show(
                chooser,
                workspace.study().entry().map(TaskEntry::name).orElse("no task"),
                workspace
                        .study()
                        .stateProperty()
                        .get()
                        .map(s -> losses(s.losses()))
                        .orElse(""));
    }

    /// Loss of the model, and of the circuit where there is one.
    private static String losses(CircuitState.Losses losses) {
        String model = "loss %.2f".formatted(losses.model());
        return losses.circuit().isPresent()
                ? model + " → %.2f".formatted(losses.circuit().getAsDouble())
                : model;
    }

    private static MenuButton chooser(String id, String name) {
        MenuButton chooser = new MenuButton();
        chooser.setId(id + "-chooser");
        chooser.getStyleClass().add("chooser");
        chooser.setAccessibleText(name);
        return chooser;
    }

    private static void show(MenuButton chooser, String name, String figures) {
        Label title = new Label(name);
        Label small = new Label(figures);
        small.getStyleClass().addAll("muted", "small");
        HBox both = new HBox(8, title, small);
        both.setAlignment(Pos.CENTER_LEFT);
        title.setMinWidth(Region.USE_PREF_SIZE);
        small.setMinWidth(0);
        chooser.setGraphic(both);
        chooser.setAccessibleText(chooser.getId() + ": " + name + ", " + figures);
    }

    private TextField findField() {
        find.setId("find");
        find.setPromptText("Find node, token, label…   Ctrl F");
        find.getStyleClass().add("find");
        find.setAccessibleText("Find a node by name, token or label");
        NodeSearch search = new NodeSearch(workspace.study());
        AutoCompletionBinding<NodeSearch.Hit> hits =
                TextFields.bindAutoCompletion(find, request -> search.find(request.getUserText()));
        hits.setDelay(0);
        hits.setMinWidth(320);
        hits.setOnAutoCompleted(e -> workspace.study().select(e.getCompletion().node()));
        find.setOnAction(e -> search.find(find.getText()).stream()
                .findFirst()
                .ifPresent(hit -> workspace.study().select(hit.node())));
        return find;
    }

    private static Button theme(BooleanProperty dark) {
        Button button = new Button();
        button.setId("theme");
        button.getStyleClass().setAll("button", "icon-button");
        button.setAccessibleText("Switch between dark and light");
        button.setTooltip(new Tooltip("Dark or light (Ctrl+D)"));
        button.graphicProperty().bind(dark.map(d -> new FontIcon(d ? Feather.SUN : Feather.MOON)));
        button.setOnAction(e -> dark.set(!dark.get()));
        return button;
    }
}
