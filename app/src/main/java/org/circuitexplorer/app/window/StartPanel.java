package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.collections.ObservableList;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.app.preferences.RecentFiles;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.engine.session.SessionFile;

/// What stands in the inspector's place while no node is selected: three things to try, and where one was before.
final class StartPanel extends VBox {
    private static final int FILES = 5;

    private final Workspace workspace;
    private final ActionTable actions;
    private final VBox files = new VBox(4);
    private final Label tour = words(text("start.tour.any"));
    private final LatestRequest reading;

    /// @param last what was being done when the program was closed
    StartPanel(Workspace workspace, ActionTable actions, ObservableList<Path> recent, Optional<Path> last) {
        super(16);
        this.workspace = workspace;
        this.actions = actions;
        this.reading = workspace.jobs().latest(text("job.lecture"));
        setId("start");
        getStyleClass().add("inspector-content");
        getChildren()
                .addAll(
                        section(text("start.heading")),
                        trial(
                                "try-ablation",
                                text("start.ablation"),
                                words(text("start.ablation.words")),
                                () -> select(node -> true),
                                this::isWithoutCircuit),
                        trial(
                                "try-neuron",
                                text("start.neuron"),
                                words(text("start.neuron.words")),
                                () -> select(n -> n.site().kind().role() == Role.NEURON),
                                this::isWithoutCircuit),
                        trial(
                                "try-tour",
                                text("start.tour"),
                                tour,
                                () -> actions.get("lecture").perform(),
                                this::isWithoutLecture),
                        hint(),
                        files);
        workspace.modelProperty().subscribe(this::readTour);
        recent.subscribe(() -> showFiles(recent, last));
        showFiles(recent, last);
    }

    private Label hint() {
        return words(text("start.hint"));
    }

    /// Says what the lecture beside a model is about and how long it is, once it was read.
    private void readTour(Optional<OpenModel> model) {
        tour.setText(text("start.tour.any"));
        reading.cancel();
        model.flatMap(SampleModels::lecture)
                .ifPresent(file -> reading.submit((progress, cancel) -> said(file), said -> tour.setText(said)));
    }

    private static String said(Path file) throws IOException {
        try {
            Lecture lecture = SessionFile.read(file).lecture();
            int steps = lecture.steps().size();
            return lecture.title().isBlank()
                    ? text("start.tour.untitled", steps)
                    : text("start.tour.words", lecture.title(), steps);
        } catch (ModelFormatException e) {
            // Why it cannot be read is said where it is asked for.
            return text("start.tour.any");
        }
    }

    private boolean isWithoutCircuit() {
        return workspace.study().circuit().isEmpty();
    }

    private boolean isWithoutLecture() {
        return workspace.model().flatMap(SampleModels::lecture).isEmpty();
    }

    /// @param idle whether there is nothing to do it with
    private VBox trial(String id, String title, Label words, Runnable action, BooleanSupplier idle) {
        Hyperlink link = link(id, title, action);
        link.disableProperty().bind(workspace.study().stateProperty().map(s -> s.isEmpty() || idle.getAsBoolean()));
        return new VBox(3, link, words);
    }

    /// Selects the node of a kind with the largest effect.
    private void select(Predicate<NodeId> kind) {
        Study study = workspace.study();
        study.circuit()
                .map(CircuitDocument::circuit)
                .flatMap(c -> c.nodeSet().stream().filter(kind).max(Comparator.comparingDouble(n -> effect(c, n))))
                .ifPresent(study::select);
        actions.get("graph").perform();
    }

    private static double effect(Circuit circuit, NodeId node) {
        return circuit.info(node).effect().orElse(0);
    }

    private void showFiles(List<Path> recent, Optional<Path> last) {
        files.getChildren().clear();
        if (recent.isEmpty() && last.isEmpty()) return;
        files.getChildren().add(section(text("start.files")));
        last.ifPresent(
                file -> files.getChildren().add(link("continue", text("start.continue"), () -> workspace.open(file))));
        recent.stream().limit(FILES).forEach(file -> {
            Hyperlink link = link("open-recent", RecentFiles.title(file, recent), () -> workspace.open(file));
            link.setTooltip(new Tooltip(file.toString()));
            files.getChildren().add(link);
        });
    }

    private static Hyperlink link(String id, String title, Runnable action) {
        Hyperlink link = new Hyperlink(title);
        link.setId(id);
        link.getStyleClass().setAll("link", "start-link");
        link.setMnemonicParsing(false);
        link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        link.setOnAction(e -> action.run());
        return link;
    }

    private static Label section(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section");
        return label;
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        return label;
    }
}
