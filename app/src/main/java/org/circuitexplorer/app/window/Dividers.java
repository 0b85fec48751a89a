package org.circuitexplorer.app.window;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/// The sizes of the side panels and of the foot. They are kept while the window takes its size, which desktops change
/// more than once, until a person moves a divider.
final class Dividers {
    private static final double LEFT = 260;
    private static final double WIDE_LEFT = 340;
    private static final double NARROW_LEFT = 238;
    private static final double RIGHT = 400;
    private static final double WIDE_RIGHT = 800;
    /// A large window shares what it has more.
    private static final double LEFT_SHARE = 0.1625;
    private static final double RIGHT_SHARE = 0.25;
    /// Least width of the inspector, whose figures need it.
    static final double NARROW_RIGHT = 350;
    private static final double NARROW = 1400;
    private static final double FOOT = 178;
    /// Of a low window, whose graph needs every line.
    private static final double LOW_FOOT = 156;
    private static final double LOW = 800;

    private final SplitPane middle;
    private final SplitPane body;
    private boolean stale = true;
    private boolean moved;

    private Dividers(SplitPane middle, SplitPane body) {
        this.middle = middle;
        this.body = body;
    }

    /// @param middle tasks, graph and inspector beside each other
    /// @param body these above the prompts
    static void keep(Scene scene, SplitPane middle, SplitPane body) {
        Dividers dividers = new Dividers(middle, body);
        middle.widthProperty().subscribe((before, now) -> dividers.stale = true);
        body.heightProperty().subscribe((before, now) -> dividers.stale = true);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, dividers::press);
        // A split pane that is resized shares its space out anew when it is laid out: places given before are lost.
        scene.addPostLayoutPulseListener(dividers::place);
    }

    private void press(MouseEvent event) {
        for (Node at = (Node) event.getTarget(); at != null; at = at.getParent()) {
            moved |= at.getStyleClass().contains("split-pane-divider");
        }
    }

    private void place() {
        double width = middle.getWidth();
        double height = body.getHeight();
        if (!stale || moved || width <= 0 || height <= 0) return;
        stale = false;
        boolean narrow = width < NARROW;
        double left = narrow ? NARROW_LEFT : Math.clamp(LEFT_SHARE * width, LEFT, WIDE_LEFT);
        double right = narrow ? NARROW_RIGHT : Math.clamp(RIGHT_SHARE * width, RIGHT, WIDE_RIGHT);
        middle.setDividerPositions(left / width, 1 - right / width);
        body.setDividerPositions(1 - (height < LOW ? LOW_FOOT : FOOT) / height);
    }
}
