package org.circuitexplorer.app.workspace;

/// Values of a node: `low <= value < high`, or exactly zero when both are 0.
public record ValueRange(double low, double high) {
    public ValueRange {
        if (!(low <= high)) throw new IllegalArgumentException("expected low <= high, found " + low + " and " + high);
    }

    public boolean isZero() {
        return low == 0 && high == 0;
    }
}
