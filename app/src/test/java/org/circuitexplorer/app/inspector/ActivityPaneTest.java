package org.circuitexplorer.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.viewer.chart.HistogramData;
import org.circuitexplorer.viewer.draw.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
final class ActivityPaneTest extends StudyOfTheSample {
    @Test
    void examplesThatAreStillReadAreNotCalledMissing() {
        assertThat(study.statisticsProperty().get()).isPresent();
        ActivityPane pane =
                new ActivityPane(study, new SimpleBooleanProperty(), new SimpleObjectProperty<>(Theme.DARK));
        pane.show(Optional.empty());
        assertThat(said(pane)).isEqualTo("The places in the corpus are being read…");
        pane.show(Optional.of(new Activity(HistogramData.EMPTY, List.of(), Optional.empty())));
        assertThat(said(pane)).isEqualTo("No example was kept.");
    }

    /// What stands in place of examples.
    private static String said(ActivityPane pane) {
        Parent examples = (Parent) pane.getChildren().getLast();
        assertThat(examples.getChildrenUnmodifiable()).hasSize(1);
        return ((Labeled) examples.getChildrenUnmodifiable().getFirst()).getText();
    }
}
