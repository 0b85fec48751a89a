package org.circuitexplorer.app.window;

import java.io.File;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.action.CommandPalette;
import org.circuitexplorer.app.device.DeviceSetting;
import org.circuitexplorer.app.dossier.DossierWindow;
import org.circuitexplorer.app.dossier.ValidationModel;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.graph.GraphPane;
import org.circuitexplorer.app.inspector.InspectorModel;
import org.circuitexplorer.app.inspector.InspectorView;
import org.circuitexplorer.app.lecture.LectureEditor;
import org.circuitexplorer.app.lecture.LectureModel;
import org.circuitexplorer.app.lecture.LectureView;
import org.circuitexplorer.app.preferences.Preferences;
import org.circuitexplorer.app.preferences.RecentFiles;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.prompt.PromptModel;
import org.circuitexplorer.app.prompt.PromptStrip;
import org.circuitexplorer.app.prune.PruneDialog;
import org.circuitexplorer.app.prune.PruneModel;
import org.circuitexplorer.app.session.RecoveryFolder;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.session.Views;
import org.circuitexplorer.app.status.StatusBar;
import org.circuitexplorer.app.tasks.CircuitTree;
import org.circuitexplorer.app.tasks.TaskList;
import org.circuitexplorer.app.topbar.TopBar;
import org.circuitexplorer.app.workspace.Budget;
import org.circuitexplorer.app.workspace.Notice;
import org.circuitexplorer.app.workspace.Notice.Offer;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.device.DeviceKind;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.ValidationSettings;

/// The window: puts its parts in their places and wires them.
final class ExplorerWindow {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;
    private static final double LEFT = 260;
    private static final double NARROW_LEFT = 238;
    private static final double RIGHT = 400;
    private static final double NARROW_RIGHT = 350;
    private static final double NARROW = 1400;
    private static final double FOOT = 178;
    private static final int TASKS_SHOWN = 7;

    private final Stage stage;
    private final Workspace workspace;
    private final Appearance appearance;
    private final ActionTable actions;
    private final CommandPalette palette;
    private final LectureModel lecture;
    private final TopBar topBar;
    private final GraphModel graphModel;
    private final GraphPane graph;
    private final Scene scene;
    private final SessionModel session;
    /// What was found out about circuits since the window opened.
    private final IdentityHashMap<CircuitDocument, Dossier> dossiers = new IdentityHashMap<>();

    ExplorerWindow(Stage stage, Workspace workspace, Workers workers, UserFolders folders) {
        this.stage = stage;
        this.workspace = workspace;
        Preferences preferences = new Preferences(folders.settings());
        this.appearance = new Appearance(preferences);
        keepDevice(workspace.device(), preferences);
        Study study = workspace.study();
        PromptModel prompts = new PromptModel(study);
        this.graphModel = new GraphModel(study);
        this.graph = new GraphPane(
                study, graphModel, new Budget(study, workspace.jobs()), new CircuitPlaceholder(workspace, this::prune));
        appearance.theme().subscribe(graph.themeProperty()::set);
        this.session = new SessionModel(
                workspace,
                new Views(workspace, graphModel, graph.view()),
                new RecoveryFolder(folders.settings().resolve("recovery")),
                new RecentFiles(folders.settings()));
        FileDialogs files = new FileDialogs(stage, workspace, graph.view(), session);
        this.lecture = new LectureModel(session, study);
        WindowActions possible = new WindowActions(this, workspace, session, prompts);
        this.actions = possible.table(files);
        this.palette = new CommandPalette(() -> concat(actions.all(), possible.places()), this::focusGraph);
        this.topBar = new TopBar(workspace, session.recent().paths(), appearance.darkProperty(), actions);
        InspectorView inspector = new InspectorView(
                study,
                new InspectorModel(study),
                appearance.theme(),
                new StartPanel(workspace, actions, session.recent().paths(), session.last()));
        // A narrow window takes from the graph's toolbar, never from the inspector's figures.
        inspector.setMinWidth(NARROW_RIGHT);
        graph.setMinWidth(NARROW_RIGHT);
        SplitPane middle = new SplitPane(left(), graph, inspector);
        SplitPane.setResizableWithParent(inspector, false);
        PromptStrip strip = new PromptStrip(prompts, appearance.theme());
        SplitPane body = new SplitPane(middle, strip);
        body.setOrientation(Orientation.VERTICAL);
        SplitPane.setResizableWithParent(strip, false);
        VBox head = new VBox(topBar, new NoticeBar(workspace, offer -> take(offer, files), this::leave));
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
        this.scene = new Scene(root, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        appearance.dress(scene);
        acceptDrops(root);
        new WindowKeys(
                        actions,
                        () -> palette.isVisible() || lecture.tellingProperty().get())
                .listen(scene);
        stage.titleProperty()
                .bind(session.fileProperty()
                        .map(f -> f.map(p -> p.getFileName() + " – ").orElse("") + "Circuit Explorer"));
        stage.setMinWidth(960);
        stage.setMinHeight(600);
        stage.setScene(scene);
        root.applyCss();
        placeDividers(middle, body);
    }

    /// Goes back to the device of the last time, in the background, and remembers every later choice.
    private static void keepDevice(DeviceSetting device, Preferences preferences) {
        DeviceKind kept = DeviceKind.ofLabel(preferences.device()).orElse(DeviceKind.CPU);
        device.askedProperty().subscribe((before, now) -> preferences.setDevice(now.label()));
        if (kept != DeviceKind.CPU) device.choose(kept);
    }

    private void placeDividers(SplitPane middle, SplitPane body) {
        stage.setOnShown(e -> {
            double width = scene.getWidth();
            double right = width < NARROW ? NARROW_RIGHT : RIGHT;
            double left = width < NARROW ? NARROW_LEFT : LEFT;
            middle.setDividerPositions(left / width, 1 - right / width);
            body.setDividerPositions(1 - FOOT / body.getHeight());
        });
    }

    private VBox left() {
        TaskList tasks = new TaskList(workspace);
        tasks.setPrefHeight(TASKS_SHOWN * TaskList.ROW);
        tasks.setMinHeight(TASKS_SHOWN * TaskList.ROW);
        Label title = section("CIRCUIT");
        title.setId("circuit-title");
        workspace.study().entryProperty().subscribe((before, now) -> title(title));
        workspace.study().stateProperty().subscribe((before, now) -> title(title));
        CircuitTree circuit = new CircuitTree(workspace.study());
        VBox.setVgrow(circuit, Priority.ALWAYS);
        VBox left = new VBox(section("TASKS"), tasks, title, circuit);
        left.getStyleClass().add("side-panel");
        SplitPane.setResizableWithParent(left, false);
        left.setMinWidth(200);
        return left;
    }

    private void title(Label label) {
        label.setText(workspace
                .study()
                .circuit()
                .map(c -> "CIRCUIT · " + c.circuit().size() + " NODES · "
                        + c.edges().size() + " EDGES")
                .orElse("CIRCUIT"));
    }

    private static Label section(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section");
        return label;
    }

    void focusSearch() {
        topBar.find().requestFocus();
        topBar.find().selectAll();
    }

    void focusGraph() {
        graph.view().requestFocus();
    }

    /// Tells the lecture of the session; without one, that of the open model.
    void tell() {
        if (!lecture.lecture().steps().isEmpty()) {
            lecture.begin(0);
            return;
        }
        workspace
                .model()
                .flatMap(SampleModels::lecture)
                .ifPresentOrElse(
                        file -> session.open(file, () -> lecture.begin(0)),
                        () -> workspace.tell(
                                "There is no lecture yet: arrange the window as a step should show it, then press Ctrl+B."));
    }

    void addStep() {
        int number = lecture.addStep() + 1;
        workspace.tell("What you see is step " + number + " of the lecture; Ctrl+L edits the steps, F5 tells them.");
    }

    void editLecture() {
        new LectureEditor(stage, lecture).show();
    }

    void toggleMotion() {
        appearance.motionProperty().set(!appearance.motionProperty().get());
    }

    void toggleFullScreen() {
        stage.setFullScreen(!stage.isFullScreen());
    }

    void openPalette() {
        palette.open();
    }

    private static List<Action> concat(List<Action> first, List<Action> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    void toggleGhosts() {
        graphModel.ghostsWantedProperty().set(!graphModel.ghostsWantedProperty().get());
    }

    void toggleTheme() {
        appearance.darkProperty().set(!appearance.darkProperty().get());
    }

    void showShortcuts() {
        new ShortcutsDialog(stage, actions).show();
    }

    private void take(Offer offer, FileDialogs files) {
        switch (offer) {
            case Notice.None none -> {}
            case Notice.Details details -> new DetailsWindow(stage, details).show();
            case Notice.SaveCompact save -> files.saveCompact();
            case Notice.OpenInstead open -> workspace.open(open.file());
            case Notice.ChooseMeans choose -> files.openWithMeans(choose.circuit());
            case Notice.ChooseModel choose -> files.openWithModel(choose.session());
            case Notice.Recover recover -> session.recover(recover.session());
        }
    }

    private void leave(Offer offer) {
        if (offer instanceof Notice.Recover recover) session.discard(recover.session());
    }

    /// Everything that can be done.
    ActionTable actions() {
        return actions;
    }

    /// The session that is shown.
    SessionModel session() {
        return session;
    }

    void prune() {
        Optional<String> obstacle = workspace.model().flatMap(OpenModel::obstacleToPruning);
        if (obstacle.isPresent()) {
            workspace.tell(obstacle.get());
            return;
        }
        workspace
                .study()
                .entry()
                .ifPresent(
                        entry -> new PruneDialog(stage, new PruneModel(workspace, entry), appearance.theme()).show());
    }

    void validate() {
        workspace
                .study()
                .entry()
                .filter(entry -> entry.circuit().isPresent())
                .ifPresent(entry -> new DossierWindow(
                                stage,
                                new ValidationModel(workspace, entry, dossiers, ValidationSettings.DEFAULT),
                                appearance.theme())
                        .show());
    }

    private void acceptDrops(Parent root) {
        root.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) e.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            e.consume();
        });
        root.setOnDragDropped(this::drop);
    }

    private void drop(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        if (!files.isEmpty()) workspace.open(files.getFirst().toPath());
    }
}
