package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.action.CommandPalette;
import org.circuitexplorer.app.device.DeviceSetting;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.graph.GraphPane;
import org.circuitexplorer.app.inspector.InspectorModel;
import org.circuitexplorer.app.inspector.InspectorView;
import org.circuitexplorer.app.lecture.LectureModel;
import org.circuitexplorer.app.lecture.LectureView;
import org.circuitexplorer.app.preferences.Preferences;
import org.circuitexplorer.app.preferences.RecentFiles;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.prompt.PromptModel;
import org.circuitexplorer.app.prompt.PromptStrip;
import org.circuitexplorer.app.prune.SearchQueue;
import org.circuitexplorer.app.session.RecoveryFolder;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.session.Views;
import org.circuitexplorer.app.status.StatusBar;
import org.circuitexplorer.app.topbar.TopBar;
import org.circuitexplorer.app.workspace.Budget;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.device.DeviceKind;
import org.circuitexplorer.engine.run.Workers;

/// The window: puts its parts in their places and wires them.
final class ExplorerWindow {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;
    /// Of a large screen.
    private static final double SHARE = 0.8;

    private final Stage stage;
    private final Workspace workspace;
    private final ActionTable actions;
    private final CommandPalette palette;
    private final TopBar topBar;
    private final GraphPane graph;
    private final Scene scene;
    private final SessionModel session;
    private final SearchQueue searches;
    private final InspectorModel inspected;
    private final Preferences preferences;

    ExplorerWindow(Stage stage, Workspace workspace, Workers workers, UserFolders folders) {
        this.stage = stage;
        this.workspace = workspace;
        this.preferences = new Preferences(folders.settings(), workspace.jobs().latest(text("job.settings")));
        Appearance appearance = new Appearance(preferences);
        keepDevice(workspace.device(), preferences);
        Study study = workspace.study();
        PromptModel prompts = new PromptModel(study);
        GraphModel graphModel = new GraphModel(study);
        this.graph = new GraphPane(
                study,
                graphModel,
                new Budget(study, workspace.ofModel()),
                new CircuitPlaceholder(workspace, () -> actions().get("prune").perform()));
        workspace.setBeforeShown(graph.view()::prepare);
        appearance.theme().subscribe(graph.themeProperty()::set);
        this.session = new SessionModel(
                workspace,
                new Views(workspace, graphModel, graph.view()),
                new RecoveryFolder(folders.settings().resolve("recovery")),
                new RecentFiles(folders.settings(), workspace.jobs().latest(text("job.recent"))));
        FileDialogs files = new FileDialogs(stage, workspace, graph.view(), session);
        LectureModel lecture = new LectureModel(session, study);
        WindowCommands commands = new WindowCommands(stage, workspace, appearance, session, lecture);
        this.searches = commands.searches();
        WindowActions possible = new WindowActions(this, commands, workspace, session, prompts);
        this.actions = possible.table(files);
        Places places = new Places(workspace, searches, session.recent());
        this.palette = new CommandPalette(() -> concat(actions.all(), places.all()), this::focusGraph);
        this.topBar = new TopBar(workspace, session.recent().paths(), appearance.darkProperty(), actions);
        this.inspected = new InspectorModel(study);
        InspectorView inspector = new InspectorView(
                study,
                inspected,
                appearance.theme(),
                new StartPanel(workspace, actions, session.recent().paths(), session.last()));
        topBar.foundProperty().subscribe(graph::highlight);
        graph.view().visibleProperty().subscribe(shown -> {
            if (shown && graph.isFocused()) focusGraph();
            if (shown) List.of(text("graph.empty"), text("empty.nothing")).forEach(workspace::withdraw);
        });
        // A narrow window takes from the graph's toolbar, never from the inspector's figures.
        inspector.setMinWidth(Dividers.NARROW_RIGHT);
        graph.setMinWidth(Dividers.NARROW_RIGHT);
        SplitPane middle = new SplitPane(new SidePanel(workspace), graph, inspector);
        SplitPane.setResizableWithParent(inspector, false);
        PromptStrip strip = new PromptStrip(prompts, appearance.theme());
        SplitPane body = new SplitPane(middle, strip);
        body.setOrientation(Orientation.VERTICAL);
        SplitPane.setResizableWithParent(strip, false);
        VBox head = new VBox(topBar, new NoticeBar(workspace, offer -> commands.take(offer, files), commands::leave));
        BorderPane parts =
                new BorderPane(body, head, null, new StatusBar(workspace, workers, session.savedProperty()), null);
        LectureView told = new LectureView(
                lecture,
                graphModel,
                appearance.theme(),
                appearance.motionProperty().asObject());
        lecture.tellingProperty().subscribe(telling -> {
            parts.setVisible(!telling);
            if (!telling) focusGraph();
        });
        appearance.motionProperty().subscribe(graph.view().animatedProperty()::set);
        StackPane root = new StackPane(parts, told, palette);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        this.scene = new Scene(root, first(WIDTH, screen.getWidth()), first(HEIGHT, screen.getHeight()));
        appearance.dress(scene);
        new Drops(workspace).listen(root);
        new WindowKeys(
                        actions,
                        () -> palette.isVisible() || lecture.tellingProperty().get())
                .listen(scene);
        stage.titleProperty()
                .bind(session.fileProperty()
                        .map(f -> f.map(p -> p.getFileName() + " – ").orElse("") + text("program")));
        // GTK crashes when the program ends with a popup open.
        stage.addEventFilter(WindowEvent.WINDOW_CLOSE_REQUEST, e -> Popups.hide());
        stage.setOnCloseRequest(commands::askBeforeClosing);
        stage.setMinWidth(960);
        stage.setMinHeight(520);
        stage.setScene(scene);
        root.applyCss();
        // What there is to try is one Tab from here.
        focusGraph();
        Dividers.keep(scene, middle, body);
    }

    private static double first(double usual, double screen) {
        return Math.min(screen, Math.max(usual, SHARE * screen));
    }

    /// Goes back to the device of the last time, in the background, and remembers every later choice.
    private static void keepDevice(DeviceSetting device, Preferences preferences) {
        DeviceKind kept = DeviceKind.ofLabel(preferences.device()).orElse(DeviceKind.CPU);
        device.askedProperty().subscribe((before, now) -> preferences.setDevice(now.label()));
        if (kept != DeviceKind.CPU) device.choose(kept);
    }

    void focusSearch() {
        topBar.find().requestFocus();
        topBar.find().selectAll();
    }

    /// To the graph, or to its empty place: what is typed next is for it.
    void focusGraph() {
        if (graph.view().isVisible()) graph.view().requestFocus();
        else graph.requestFocus();
    }

    /// As above; says why nothing can be walked through where there is no circuit.
    void goToGraph() {
        focusGraph();
        if (!graph.view().isVisible()) {
            workspace.tell(workspace.study().entry().isPresent() ? text("graph.empty") : text("empty.nothing"));
        }
    }

    /// What the inspector shows.
    InspectorModel inspected() {
        return inspected;
    }

    void openPalette() {
        palette.open();
    }

    private static List<Action> concat(List<Action> first, List<Action> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    void showShortcuts() {
        new ShortcutsDialog(stage, actions).show();
    }

    /// Everything that can be done.
    ActionTable actions() {
        return actions;
    }

    /// Keeps what is not kept yet.
    void close() {
        session.close();
        preferences.close();
    }

    /// The session that is shown.
    SessionModel session() {
        return session;
    }

    /// The searches for circuits.
    SearchQueue searches() {
        return searches;
    }
}
