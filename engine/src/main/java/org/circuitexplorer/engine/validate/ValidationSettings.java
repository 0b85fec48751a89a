package org.circuitexplorer.engine.validate;

import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that steers a validation: the same settings give the same numbers.
///
/// @param seed seed of every random choice
/// @param mostPairs at most so many unseen pairs are used; this bounds what everything costs
/// @param resamples draws of the bootstrap
/// @param randomSets random sets of nodes
/// @param knockOuts random halves of the circuit that are knocked out
/// @param pruning whether controls are pruned too, which takes longer than all the rest
public record ValidationSettings(
        long seed, int mostPairs, int resamples, int randomSets, int knockOuts, boolean pruning) {
    public static final ValidationSettings DEFAULT = new ValidationSettings(0, 96, 1000, 32, 16, false);

    public ValidationSettings {
        require("mostPairs", mostPairs, 2);
        require("resamples", resamples, 100);
        require("randomSets", randomSets, 1);
        require("knockOuts", knockOuts, 1);
    }

    private static void require(String name, int value, int least) {
        if (value < least || value > 100_000) {
            throw new IllegalArgumentException(
                    name + ": expected a number from " + least + " to 100000, found " + value);
        }
    }

    public ValidationSettings withSeed(long value) {
        return new ValidationSettings(value, mostPairs, resamples, randomSets, knockOuts, pruning);
    }

    public ValidationSettings withMostPairs(int pairs) {
        return new ValidationSettings(seed, pairs, resamples, randomSets, knockOuts, pruning);
    }

    public ValidationSettings withPruning(boolean value) {
        return new ValidationSettings(seed, mostPairs, resamples, randomSets, knockOuts, value);
    }

    /// By name, for the record.
    public SortedMap<String, Object> toMap() {
        SortedMap<String, Object> map = new TreeMap<>();
        map.put("seed", seed);
        map.put("mostPairs", mostPairs);
        map.put("resamples", resamples);
        map.put("randomSets", randomSets);
        map.put("knockOuts", knockOuts);
        map.put("pruning", pruning);
        return map;
    }
}
