package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Skinnable;
import javafx.scene.layout.Region;
import org.circuitexplorer.app.prompt.PromptStrip;
import org.circuitexplorer.app.tasks.CircuitTree;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.job.CancelToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
final class RehearsalOfControlsTest extends StudyOfTheSample {
    @Test
    void controlsAreMadeBesideTheWindowsThread() {
        assertThat(Platform.isFxApplicationThread()).isFalse();
        assertThat(Rehearsal.controls().getChildrenUnmodifiable())
                .filteredOn(Skinnable.class::isInstance)
                .hasSize(3)
                .allSatisfy(RehearsalOfControlsTest::hasSkin);
    }

    /// Views that no window shows follow what is done with a study of their own.
    @Test
    void viewsFollowBesideTheWindowsThread() {
        assertThat(Platform.isFxApplicationThread()).isFalse();
        TaskEntry shown = study.entry().orElseThrow();
        List<Region> views = new ArrayList<>();
        Rehearsal.study(
                shown, shown.circuit().orElseThrow(), own -> views.addAll(Rehearsal.views(own)), new CancelToken());
        assertThat(views).hasSize(3);
        PromptStrip strip = (PromptStrip) views.get(1);
        assertThat(((Labeled) strip.lookup("#loss-now")).getText()).isEqualTo("0.14");
        CircuitTree tree = (CircuitTree) views.get(2);
        assertThat(tree.getRoot().getChildren()).isNotEmpty();
        assertThat(FAILURES).isEmpty();
    }

    private static void hasSkin(Node node) {
        assertThat(((Skinnable) node).getSkin()).isNotNull();
    }
}
