package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.workspace.Study;

/// What stands in a histogram's place while the corpus is scanned, or where there is none to scan.
final class AbsentHistogram extends VBox {
    /// Of this view alone: what listens to it is forgotten with the view.
    private final ObservableValue<Number> nothingDone = new SimpleDoubleProperty(0);

    private final Study study;
    private final Label words = Texts.styled("", "muted");

    /// @param shown whether there is a histogram
    AbsentHistogram(Study study, ObservableValue<Boolean> shown) {
        super(8);
        this.study = study;
        words.setId("histogram-absent");
        ProgressBar progress = new ProgressBar();
        progress.setId("histogram-progress");
        progress.managedProperty().bind(progress.visibleProperty());
        progress.visibleProperty().bind(study.scanningProperty().map(Optional::isPresent));
        progress.progressProperty()
                .bind(study.scanningProperty()
                        .flatMap(job -> job.<ObservableValue<Number>>map(Job::progressProperty)
                                .orElse(nothingDone)));
        getChildren().addAll(words, progress);
        setAlignment(Pos.CENTER);
        setMouseTransparent(true);
        visibleProperty().bind(shown.map(there -> !there));
        study.scanningProperty().subscribe(this::explain);
        study.statisticsProperty().subscribe(this::explain);
        study.entryProperty().subscribe(this::explain);
    }

    private void explain() {
        words.setText(reason());
    }

    private String reason() {
        if (study.statisticsProperty().get().isPresent()) return "";
        if (study.scanningProperty().get().isPresent()) return text("inspector.examples.scanning");
        boolean corpus = study.entry().flatMap(e -> e.model().corpus()).isPresent();
        if (!corpus) return text("inspector.examples.noCorpus");
        // The scan begins once the circuit has run.
        return study.stateProperty().get().isEmpty() ? "" : text("inspector.examples.notScanned");
    }
}
