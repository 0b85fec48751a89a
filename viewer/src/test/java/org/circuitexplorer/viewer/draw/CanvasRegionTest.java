package org.circuitexplorer.viewer.draw;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;

/// A drawing that was asked for is made.
final class CanvasRegionTest {
    private int painted;

    private final CanvasRegion region = new CanvasRegion() {
        @Override
        protected void paint(CanvasPen pen, double width, double height) {
            painted++;
        }
    };

    @Test
    void isMadeBelowAParentThatWasLeftWaiting() {
        LateParent late = new LateParent(region);
        Pane root = new Pane(new Pane(late));
        root.layout();
        assertThat(painted).isOne();
        assertThat(late.isNeedsLayout()).isTrue();

        region.repaint();
        root.layout();
        assertThat(painted).isEqualTo(2);
    }

    /// Asks for another layout while it is being laid out, as a scroll pane does whose content grew.
    private static final class LateParent extends Pane {
        private boolean first = true;

        LateParent(CanvasRegion region) {
            super(region);
        }

        @Override
        protected void layoutChildren() {
            getChildren().forEach(child -> child.resize(100, 100));
            if (first) requestLayout();
            first = false;
        }
    }
}
