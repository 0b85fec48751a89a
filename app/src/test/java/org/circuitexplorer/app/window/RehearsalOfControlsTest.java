package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Skinnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
final class RehearsalOfControlsTest {
    @Test
    void controlsAreMadeBesideTheWindowsThread() {
        assertThat(Platform.isFxApplicationThread()).isFalse();
        assertThat(Rehearsal.controls().getChildrenUnmodifiable())
                .hasSize(3)
                .allSatisfy(RehearsalOfControlsTest::hasSkin);
    }

    private static void hasSkin(Node node) {
        assertThat(((Skinnable) node).getSkin()).isNotNull();
    }
}
