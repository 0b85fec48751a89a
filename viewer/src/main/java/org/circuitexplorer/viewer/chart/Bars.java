package org.circuitexplorer.viewer.chart;

import java.util.List;

/// Numbers side by side as bars, with the intervals they lie in.
///
/// @param rows from top to bottom
/// @param most value of the longest bar; longer ones are cut there and end ragged
public record Bars(List<Row> rows, double most) {
    /// One bar.
    ///
    /// @param label what it is
    /// @param value its length; not below 0
    /// @param low lower end of its interval
    /// @param high upper end
    /// @param figure the value as it is written
    /// @param sense what it means
    public record Row(String label, double value, double low, double high, String figure, Sense sense) {}

    public Bars {
        rows = List.copyOf(rows);
        if (!(most > 0)) throw new IllegalArgumentException("expected a longest bar above 0, found " + most);
    }
}
