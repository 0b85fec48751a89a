package org.circuitexplorer.viewer.draw;

/// Where a drawing goes. x grows to the right, y downwards; what is drawn later lies above.
///
/// Painters know only this interface, so that the window, an SVG file and an image show the same picture.
public interface Pen {

    void fill(Figure figure, Ink ink);

    void stroke(Figure figure, Stroke stroke);

    /// Writes one line of text.
    ///
    /// @param x of the anchor
    /// @param y of the vertical middle of its capitals
    void text(String text, double x, double y, Lettering lettering);

    /// Begins a part that has a name, such as a node; pens that cannot keep names ignore it.
    default void begin(String name) {}

    /// Ends the part begun last.
    default void end() {}
}
