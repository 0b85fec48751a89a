package org.circuitexplorer.engine.validate;

/// A number measured on some prompt pairs, with the interval in which it would fall on 95 of 100 other choices of as
/// many pairs, as far as the bootstrap tells.
///
/// @param value on the pairs as they are
/// @param low lower end
/// @param high upper end
public record Estimate(double value, double low, double high) {
    public Estimate {
        if (!(low <= high)) throw new IllegalArgumentException("expected low <= high, found " + low + " and " + high);
    }
}
