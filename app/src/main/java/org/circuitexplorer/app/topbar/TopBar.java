package org.circuitexplorer.app.topbar;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Polygon;
import org.circuitexplorer.app.action.ActionItems;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.model.NodeId;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The bar at the head: model, task, pruning, search, dark or light.
public final class TopBar extends HBox {
    /// In a narrow window names are shortened before a button is cut off.
    private static final double LEAST_CHOOSER = 96;

    private static final double NARROW = 1150;

    private final Workspace workspace;
    private final ObservableList<Path> recent;
    private final TextField find = new TextField();
    private final ReadOnlyObjectWrapper<Set<NodeId>> found = new ReadOnlyObjectWrapper<>(Set.of());

    /// @param recent files that were opened before
    /// @param actions what its menu and its buttons do
    public TopBar(Workspace workspace, ObservableList<Path> recent, BooleanProperty dark, ActionTable actions) {
        this.workspace = workspace;
        this.recent = recent;
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        logo(),
                        modelChooser(actions),
                        taskChooser(),
                        prune(actions),
                        validate(actions),
                        compare(actions),
                        space,
                        new FindField(
                                workspace,
                                find,
                                found::set,
                                actions.get("graph").run()),
                        tour(actions),
                        help(actions),
                        theme(dark, actions));
    }

    /// The search field, to give it the focus.
    public TextField find() {
        return find;
    }

    /// All nodes that what is typed in the search field finds.
    public ReadOnlyObjectProperty<Set<NodeId>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    private static Label logo() {
        Polygon mark = new Polygon(6, 0, 12, 6, 6, 12, 0, 6);
        mark.getStyleClass().add("logo-mark");
        Label logo = new Label(text("program"), mark);
        logo.getStyleClass().add("logo");
        logo.setMinWidth(Region.USE_PREF_SIZE);
        return logo;
    }

    /// The tooltip is of a box around the button: a disabled button has none.
    private StackPane prune(ActionTable actions) {
        Button prune = new Button(text("top.prune"));
        prune.setId("prune");
        prune.getStyleClass().setAll("button", "accent-button");
        prune.setOnAction(e -> actions.get("prune").perform());
        prune.setMinWidth(Region.USE_PREF_SIZE);
        prune.disableProperty()
                .bind(workspace
                        .study()
                        .entryProperty()
                        .map(e -> e.isEmpty()
                                || e.get().model().obstacleToPruning().isPresent()));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(workspace
                        .modelProperty()
                        .map(m -> m.flatMap(OpenModel::obstacleToPruning).orElse(text("top.prune.hint"))));
        prune.accessibleHelpProperty().bind(tooltip.textProperty());
        StackPane box = new StackPane(prune);
        Tooltip.install(box, tooltip);
        return box;
    }

    private MenuButton modelChooser(ActionTable actions) {
        MenuButton chooser = chooser("model", text("top.model"));
        for (Path sample : workspace.samples()) {
            MenuItem item = new MenuItem(String.valueOf(sample.getFileName()));
            item.setMnemonicParsing(false);
            item.setOnAction(e -> workspace.open(sample));
            chooser.getItems().add(item);
        }
        chooser.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        ActionItems.of(actions.get("open-model")),
                        ActionItems.of(actions.get("open-file")),
                        recentMenu(),
                        new SeparatorMenuItem(),
                        ActionItems.of(actions.get("save-session")),
                        ActionItems.of(actions.get("save-session-as")),
                        ActionItems.of(actions.get("save-circuit")),
                        ActionItems.of(actions.get("export")),
                        new SeparatorMenuItem(),
                        ActionItems.of(actions.get("palette")));
        chooser.setOnShowing(e -> ActionItems.refresh(chooser.getItems()));
        workspace.modelProperty().subscribe((before, now) -> showModel(chooser));
        workspace.busyOpeningProperty().subscribe((before, now) -> showModel(chooser));
        showModel(chooser);
        return chooser;
    }

    /// Files and folders that were opened before.
    private Menu recentMenu() {
        Menu menu = new Menu(text("top.recent"));
        menu.setId("recent");
        recent.subscribe(() ->
                menu.getItems().setAll(recent.stream().map(this::recentItem).toList()));
        menu.disableProperty().bind(Bindings.isEmpty(recent));
        return menu;
    }

    private MenuItem recentItem(Path path) {
        MenuItem item = new MenuItem(path.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> workspace.open(path));
        return item;
    }

    private void showModel(MenuButton chooser) {
        String none = workspace.busyOpeningProperty().get() > 0 ? text("top.opening") : "";
        show(
                chooser,
                workspace.model().map(m -> m.loaded().name()).orElse(text("top.noModel")),
                workspace.model().map(OpenModel::size).orElse(none));
    }

    private MenuButton taskChooser() {
        MenuButton chooser = chooser("task", text("top.task"));
        chooser.setOnShowing(e -> chooser.getItems()
                .setAll(workspace.tasks().stream().map(this::taskItem).toList()));
        workspace.study().entryProperty().subscribe((before, now) -> showTask(chooser));
        workspace.study().stateProperty().subscribe((before, now) -> showTask(chooser));
        showTask(chooser);
        return chooser;
    }

    /// Knows its task by name alone: a menu keeps what it last showed when its model is long gone.
    private MenuItem taskItem(TaskEntry entry) {
        String name = entry.name();
        MenuItem item = new MenuItem(name + "   " + entry.status());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> workspace.task(name).ifPresent(workspace.study()::show));
        return item;
    }

    private void showTask(MenuButton chooser) {
        chooser.setDisable(workspace.tasks().isEmpty());
        show(
                chooser,
                workspace.study().entry().map(TaskEntry::name).orElse(text("top.noTask")),
                workspace
                        .study()
                        .stateProperty()
                        .get()
                        .map(s -> losses(s.losses()))
                        .orElse(""));
    }

    /// Loss of the model, and of the circuit where there is one.
    private static String losses(CircuitState.Losses losses) {
        String model = text("top.loss", "%.2f".formatted(losses.model()));
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

    /// What is said already is not made anew: most changes of the circuit change neither name nor loss.
    private void show(MenuButton chooser, String name, String figures) {
        String said = chooser.getId() + ": " + name + ", " + figures;
        if (said.equals(chooser.getAccessibleText()) && chooser.getGraphic() != null) return;
        Label title = new Label(name);
        Label small = new Label(figures);
        small.getStyleClass().addAll("muted", "small");
        VBox both = figures.isEmpty() ? new VBox(title) : new VBox(title, small);
        both.setAlignment(Pos.CENTER_LEFT);
        both.minWidthProperty()
                .bind(widthProperty().map(w -> w.doubleValue() < NARROW ? LEAST_CHOOSER : Region.USE_PREF_SIZE));
        chooser.setGraphic(both);
        chooser.setAccessibleText(said);
    }

    private Button validate(ActionTable actions) {
        Button validate = new Button(text("top.validate"));
        validate.setId("validate");
        validate.getStyleClass().setAll("button", "quiet-button");
        validate.setTooltip(new Tooltip(text("top.validate.hint")));
        validate.setOnAction(e -> actions.get("validate").perform());
        validate.setMinWidth(Region.USE_PREF_SIZE);
        validate.disableProperty()
                .bind(workspace
                        .study()
                        .stateProperty()
                        .map(s -> workspace.study().circuit().isEmpty()));
        return validate;
    }

    private Button compare(ActionTable actions) {
        Button compare = new Button(text("top.compare"));
        compare.setId("compare");
        compare.getStyleClass().setAll("button", "quiet-button");
        compare.setTooltip(new Tooltip(text("top.compare.hint")));
        compare.setOnAction(e -> actions.get("compare").perform());
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.disableProperty()
                .bind(workspace
                        .study()
                        .stateProperty()
                        .map(s -> !actions.get("compare").isPossible()));
        return compare;
    }

    private static Button tour(ActionTable actions) {
        Button tour = new Button(text("top.tour"), new FontIcon(Feather.PLAY));
        tour.setId("tour");
        tour.getStyleClass().setAll("button", "quiet-button");
        tour.setTooltip(new Tooltip(text("top.tour.hint")));
        tour.setMinWidth(Region.USE_PREF_SIZE);
        tour.setOnAction(e -> actions.get("lecture").perform());
        return tour;
    }

    private static Button help(ActionTable actions) {
        Button button = new Button("", new FontIcon(Feather.HELP_CIRCLE));
        button.setId("help");
        button.getStyleClass().setAll("button", "icon-button");
        button.setAccessibleText(text("top.keys"));
        button.setTooltip(new Tooltip(text("top.keys.hint")));
        button.setOnAction(e -> actions.get("keys").perform());
        return button;
    }

    private static Button theme(BooleanProperty dark, ActionTable actions) {
        Button button = new Button();
        button.setId("theme");
        button.getStyleClass().setAll("button", "icon-button");
        button.setAccessibleText(text("top.theme"));
        button.setTooltip(new Tooltip(text("top.theme.hint")));
        button.graphicProperty().bind(dark.map(d -> new FontIcon(d ? Feather.SUN : Feather.MOON)));
        button.setOnAction(e -> actions.get("theme").perform());
        return button;
    }
}
