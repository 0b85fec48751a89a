package org.circuitexplorer.engine.circuit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Task losses of one thing, in nats, by the name of the pairs.
///
/// @param raw of the logits as they are
/// @param calibrated the same after a scale and a shift of the logits that were fitted on the pairs it was found with;
///     empty when nobody has fitted them
public record PairLosses(SortedMap<String, Double> raw, SortedMap<String, Double> calibrated) {
    public PairLosses {
        raw = checked(raw);
        calibrated = checked(calibrated);
    }

    private static SortedMap<String, Double> checked(SortedMap<String, Double> losses) {
        for (Map.Entry<String, Double> loss : losses.entrySet()) {
            if (!(loss.getValue() >= 0) || Double.isInfinite(loss.getValue())) {
                throw new IllegalArgumentException(
                        loss.getKey() + ": expected a loss of 0 or more, found " + loss.getValue());
            }
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(losses));
    }
}
