package org.circuitexplorer.viewer.chart;

import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Theme;

/// What a figure means for what is examined, told by a colour and by a sign.
public enum Sense {
    /// Nothing by itself.
    PLAIN(""),
    /// It speaks for it.
    GOOD("✓"),
    /// It might as well speak against it.
    CLOSE("≈"),
    /// It speaks against it.
    DOUBT("⚑");

    private final String sign;

    Sense(String sign) {
        this.sign = sign;
    }

    /// What stands before the figure, empty where it means nothing.
    public String sign() {
        return sign;
    }

    /// The figure with its sign before it.
    public String signed(String figure) {
        return sign.isEmpty() ? figure : sign + " " + figure;
    }

    /// The figure's colour.
    Ink text(Theme theme) {
        return switch (this) {
            case PLAIN -> theme.text();
            case GOOD -> theme.good();
            case CLOSE -> theme.amber();
            case DOUBT -> theme.positive();
        };
    }

    /// The colour of its bar.
    Ink bar(Theme theme) {
        return switch (this) {
            case PLAIN, GOOD -> theme.accent();
            case CLOSE -> theme.amber();
            case DOUBT -> theme.positive();
        };
    }
}
