package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.Skinnable;
import org.circuitexplorer.app.tasks.CircuitTree;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.job.CancelToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class RehearsalOfControlsTest extends StudyOfTheSample {
    @Test
    void controlsAreMadeBesideTheWindowsThread() {
        assertThat(Platform.isFxApplicationThread()).isFalse();
        assertThat(Rehearsal.controls(List.of()).getChildrenUnmodifiable())
                .filteredOn(Skinnable.class::isInstance)
                .hasSize(6)
                .allSatisfy(RehearsalOfControlsTest::hasSkin);
    }

    /// Views that no window shows follow what is done with a study of their own.
    @Test
    void viewsFollowBesideTheWindowsThread() {
        assertThat(Platform.isFxApplicationThread()).isFalse();
        TaskEntry shown = study.entry().orElseThrow();
        List<Parent> made = new ArrayList<>();
        Rehearsal.study(
                shown,
                shown.circuit().orElseThrow(),
                own -> {
                    made.add(Rehearsal.views(own, List.of()));
                    return made.getFirst();
                },
                new CancelToken());
        List<Node> views = made.getFirst().getChildrenUnmodifiable();
        assertThat(views).hasSize(3).allSatisfy(RehearsalOfControlsTest::hasSkinIfControl);
        assertThat(((Labeled) views.get(1).lookup("#loss-now")).getText()).isEqualTo("0.14");
        CircuitTree tree = (CircuitTree) views.get(2);
        assertThat(tree.getRoot().getChildren()).isNotEmpty();
        assertThat(FAILURES).isEmpty();
    }

    @Test
    void nothingOfItIsKept() throws TimeoutException {
        List<WeakReference<Study>> rehearsed = new ArrayList<>();
        TaskEntry shown = study.entry().orElseThrow();
        Rehearsal.study(
                shown,
                shown.circuit().orElseThrow(),
                own -> {
                    rehearsed.add(new WeakReference<>(own));
                    return Rehearsal.views(own, List.of());
                },
                new CancelToken());
        assertThat(rehearsed).hasSize(1);
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> {
            System.gc();
            return rehearsed.getFirst().refersTo(null);
        });
    }

    private static void hasSkinIfControl(Node node) {
        if (node instanceof Skinnable) hasSkin(node);
    }

    private static void hasSkin(Node node) {
        assertThat(((Skinnable) node).getSkin()).isNotNull();
    }
}
