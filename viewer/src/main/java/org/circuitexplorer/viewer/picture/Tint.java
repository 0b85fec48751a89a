package org.circuitexplorer.viewer.picture;

import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Theme;

/// Which colour of the theme fills a node.
public enum Tint {
    ACCENT,
    POSITIVE,
    NEGATIVE,
    AMBER,
    GOOD,
    VIOLET,
    GREY,
    /// The colour that the reader gave the node; grey without one.
    MARK;

    /// The colour itself.
    public Ink in(Theme theme) {
        return switch (this) {
            case ACCENT -> theme.accent();
            case POSITIVE -> theme.positive();
            case NEGATIVE -> theme.negative();
            case AMBER -> theme.amber();
            case GOOD -> theme.good();
            case VIOLET -> theme.violet();
            case GREY, MARK -> theme.count();
        };
    }
}
