package org.circuitexplorer.app.dialog;

import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Page keys that scroll by what is seen; those of a [ScrollPane] itself move by a tenth of that.
public final class PageKeys {
    /// A line or two of the last page stay in view.
    private static final double OF_PAGE = 0.9;

    private PageKeys() {}

    /// Lets page keys scroll, wherever in the pane the focus is.
    public static void in(ScrollPane pane) {
        pane.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.PAGE_DOWN) turn(pane, OF_PAGE);
            else if (e.getCode() == KeyCode.PAGE_UP) turn(pane, -OF_PAGE);
            else return;
            e.consume();
        });
    }

    private static void turn(ScrollPane pane, double pages) {
        Bounds seen = pane.getViewportBounds();
        double hidden = pane.getContent().getLayoutBounds().getHeight() - seen.getHeight();
        if (hidden <= 0) return;
        double share = pages * seen.getHeight() / hidden;
        pane.setVvalue(Math.clamp(pane.getVvalue() + share, pane.getVmin(), pane.getVmax()));
    }
}
