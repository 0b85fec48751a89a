package org.circuitexplorer.viewer.draw;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// A drawn control with a theme that can be switched.
// A JavaFX property names its bean, and the bean listens to it; nothing here runs a subclass's code.
@SuppressWarnings("this-escape")
public abstract class ThemedCanvas extends CanvasRegion {
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);

    protected ThemedCanvas() {
        theme.subscribe(this::repaint);
    }

    public final ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    public final Theme getTheme() {
        return theme.get();
    }

    public final void setTheme(Theme value) {
        theme.set(value);
    }

    /// Text that explains.
    protected final Lettering faint(double size) {
        return new Lettering(Typeface.SANS, size, getTheme().faintText(), Lettering.Anchor.START);
    }

    /// A thin frame that shows where the keyboard is, for those who use it.
    protected final void focusFrame(Pen pen, double width, double height) {
        if (!isFocusVisible()) return;
        Figure frame = new Figure.Box(1, 1, width - 2, height - 2, 4);
        pen.stroke(frame, Stroke.solid(getTheme().accent().faded(0.8), 1.5));
    }
}
