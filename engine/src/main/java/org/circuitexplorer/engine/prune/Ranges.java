package org.circuitexplorer.engine.prune;

import java.util.Map;
import java.util.TreeSet;

/// Between what every setting may be, by the names that circuit files and people use.
final class Ranges {
    private static final Map<String, SettingRange> ALL = Map.ofEntries(
            range("targetLoss", 1e-6, 100),
            range("maxNodes", 0, Integer.MAX_VALUE),
            range("attribution", 0, 1),
            range("tied", 0, 1),
            range("calibrated", 0, 1),
            range("ends", 0, 1),
            range("steps", 1, 1_000_000),
            range("batchPairs", 1, 1_000_000),
            range("learningRate", 1e-6, 1),
            range("warmUp", 0, 1),
            range("beta1", 0, 0.9999),
            range("beta2", 0, 0.99999),
            range("weightDecay", 0, 10),
            range("clip", 1e-9, 1e9),
            range("temperature", 1e-3, 1e3),
            range("initialBias", -1, 1),
            range("initialNoise", 0, 1),
            range("nodePrice", 1e-9, 1),
            range("priceStep", 1, 10),
            range("smoothing", 0, 0.9999),
            range("aim", 0.01, 1),
            range("starts", 1, 1000),
            range("heldBackShare", 0, 0.9),
            range("safetyMargin", 0, 1),
            range("candidates", 1, 100_000),
            range("kicks", 0, 1_000_000),
            range("noise", 0, 10));

    private Ranges() {}

    private static Map.Entry<String, SettingRange> range(String name, double least, double most) {
        return Map.entry(name, new SettingRange(least, most));
    }

    /// @throws IllegalArgumentException when there is no such setting
    static SettingRange of(String name) {
        SettingRange range = ALL.get(name);
        if (range == null)
            throw new IllegalArgumentException(name + ": expected one of " + new TreeSet<>(ALL.keySet()));
        return range;
    }

    /// @throws IllegalArgumentException when the value is outside the range, or not a number
    static void require(String name, double value) {
        SettingRange range = of(name);
        if (!(value >= range.least() && value <= range.most())) {
            throw new IllegalArgumentException(
                    name + ": expected a value from " + range.least() + " to " + range.most() + ", found " + value);
        }
    }
}
