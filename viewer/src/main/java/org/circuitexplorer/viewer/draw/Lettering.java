package org.circuitexplorer.viewer.draw;

/// How text is set.
///
/// @param size height of the letters' body, in the units of the drawing
public record Lettering(Typeface face, double size, Ink ink, Anchor anchor) {

    /// Which point of a text its position names.
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    public Lettering {
        if (!(size > 0)) throw new IllegalArgumentException("text is larger than 0, found " + size);
    }

    public Lettering in(Ink other) {
        return new Lettering(face, size, other, anchor);
    }

    public Lettering at(Anchor other) {
        return new Lettering(face, size, ink, other);
    }

    /// The same, larger or smaller.
    public Lettering times(double factor) {
        return new Lettering(face, size * factor, ink, anchor);
    }

    /// How far below the vertical middle of capitals and digits their baseline lies.
    public double drop() {
        return size * face.capitalHeight() / 2;
    }

    /// Width of a text as far as the face's average letters tell; the same on every machine.
    public double widthOf(String text) {
        return face.advance(text) * size;
    }
}
