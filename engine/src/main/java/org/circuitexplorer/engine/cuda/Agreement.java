package org.circuitexplorer.engine.cuda;

/// How far a device's numbers are from the processor's.
///
/// @param what what was computed
/// @param difference largest difference, relative to the largest value
/// @param limit largest that counts as rounding
public record Agreement(String what, double difference, double limit) {
    /// Whether the difference is within the limit.
    public boolean holds() {
        return difference <= limit;
    }

    /// Compares two lists of numbers; what is not finite agrees with nothing.
    public static Agreement of(String what, float[] found, float[] expected, double limit) {
        if (found.length != expected.length) {
            throw new IllegalArgumentException(
                    what + ": expected " + expected.length + " values, found " + found.length);
        }
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs((double) expected[i]));
            double difference = Math.abs((double) found[i] - expected[i]);
            worst = Math.max(worst, Double.isFinite(difference) ? difference : Double.POSITIVE_INFINITY);
        }
        return new Agreement(what, worst == 0 ? 0 : worst / largest, limit);
    }
}
