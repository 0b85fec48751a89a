package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.File;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.circuitexplorer.app.dialog.FocusedWindow;
import org.circuitexplorer.app.dialog.PageKeys;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.viewer.draw.Theme;

/// Asks whether a circuit is real, and shows the answer. It may be closed while the validation goes on.
public final class DossierWindow {
    private static final double WIDTH = 760;
    private static final double FOUND_WIDTH = 1240;
    private static final double WIDEST = 2200;
    /// Of the main window.
    private static final double SHARE = 0.8;
    private static final double FOUND_HEIGHT = 1160;
    /// Of the window around the findings, and of the main one above and below it.
    private static final double AROUND = 210;
    private static final double LEAST_HEIGHT = 300;
    /// From here on reasons to doubt are unfolded at once.
    private static final double ROOMY = 1100;

    private static final String GROUND = "dossier-ground";

    private final Window owner;
    private final SmallWindow window;
    private final ValidationModel model;
    private final ObservableValue<Theme> theme;
    private final ScrollPane findings = new ScrollPane();
    private final ProgressBar progress = new ProgressBar(0);
    private final Label stage = new Label();
    private final CheckBox pruning = new CheckBox(text("dossier.pruneControls"));
    private final Button start = button(text("dossier.start"), "validate-start", "accent-button");
    private final Button cancel = button(text("button.cancel"), "validate-cancel", "quiet-button");
    private final Button save = button(text("dossier.save"), "validate-save", "quiet-button");
    private Subscription running = Subscription.EMPTY;

    public DossierWindow(Window owner, ValidationModel model, ObservableValue<Theme> theme) {
        this.owner = owner;
        this.model = model;
        this.theme = theme;
        this.window = new SmallWindow(
                owner, text("dossier.title", model.document().task().name()), WIDTH);
        findings.setId("dossier");
        findings.setFitToWidth(true);
        PageKeys.in(findings);
        findings.setPrefViewportHeight(Math.max(LEAST_HEIGHT, Math.min(FOUND_HEIGHT, owner.getHeight() - AROUND)));
        findings.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        stage.getStyleClass().add("muted");
        pruning.setId("validate-pruning");
        start.setDefaultButton(true);
        start.setOnAction(e -> model.start(pruning.isSelected()));
        cancel.setOnAction(e -> model.jobProperty().get().ifPresent(Job::cancel));
        save.setOnAction(e -> save());
        window.content().getChildren().addAll(explanation(), progress(), buttons());
        model.dossierProperty().subscribe(this::showFound);
        model.jobProperty().subscribe(job -> job.ifPresentOrElse(this::showRunning, this::showIdle));
    }

    public void show() {
        window.show();
        if (model.dossierProperty().get().isEmpty()) start.requestFocus();
        else findings.requestFocus();
    }

    private HBox progress() {
        stage.setMinWidth(0);
        HBox box = new HBox(10, progress, stage);
        box.setAlignment(Pos.CENTER_LEFT);
        box.visibleProperty().bind(model.jobProperty().map(Optional::isPresent));
        box.managedProperty().bind(box.visibleProperty());
        box.visibleProperty().subscribe(window::fit);
        return box;
    }

    private HBox buttons() {
        Button close = button(text("button.close"), "validate-close", "quiet-button");
        close.setOnAction(e -> window.close());
        HBox box = new HBox(10, pruning, cancel, save, close, start);
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private void showFound(Optional<Dossier> dossier) {
        save.setDisable(dossier.isEmpty());
        if (dossier.isEmpty()) return;
        findings.setContent(new DossierPane(dossier.get(), theme, owner.getHeight() >= ROOMY));
        // Below the heading, where the explanation stood.
        window.content().getChildren().set(1, findings);
        if (!window.content().getStyleClass().contains(GROUND))
            window.content().getStyleClass().add(GROUND);
        window.grow(Math.clamp(SHARE * owner.getWidth(), FOUND_WIDTH, WIDEST));
        // Page keys and arrows scroll what was found.
        findings.setFocusTraversable(true);
        findings.requestFocus();
    }

    private static Label explanation() {
        Label label = new Label(text("dossier.explained"));
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private void showRunning(Job job) {
        running.unsubscribe();
        running = Subscription.combine(
                job.progressProperty().subscribe(p -> progress.setProgress(p.doubleValue())),
                job.stageProperty().subscribe(stage::setText));
        start.setDisable(true);
        cancel.setDisable(false);
    }

    private void showIdle() {
        running.unsubscribe();
        stage.setText("");
        start.setDisable(false);
        cancel.setDisable(true);
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(text("file.report"));
        chooser.setInitialFileName(model.document().task().name() + "-validation.html");
        chooser.getExtensionFilters().add(new ExtensionFilter(text("file.webPages"), "*.html"));
        File chosen = chooser.showSaveDialog(FocusedWindow.or(owner));
        if (chosen != null) model.save(chosen.toPath());
    }

    private static Button button(String text, String id, String style) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().setAll("button", style);
        button.setMinWidth(Button.USE_PREF_SIZE);
        return button;
    }
}
