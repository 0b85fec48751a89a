package org.circuitexplorer.engine.prune;

/// Checks of settings.
final class Ranges {
    private Ranges() {}

    /// @throws IllegalArgumentException when the value is outside the range, or not a number
    static void require(String name, double value, double from, double to) {
        if (!(value >= from && value <= to)) {
            throw new IllegalArgumentException(
                    name + ": expected a value from " + from + " to " + to + ", found " + value);
        }
    }
}
