package org.circuitexplorer.app.bench;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// How long something took, run after run.
///
/// @param what what was timed
/// @param by who did it: this program or a [Peer]
/// @param runs milliseconds of each run, ascending
/// @param allocated bytes of heap that a run takes on average, empty where nobody has looked
public record Timing(String what, String by, double[] runs, OptionalLong allocated) {
    /// Without allocations.
    public Timing(String what, String by, double[] runs) {
        this(what, by, runs, OptionalLong.empty());
    }

    public Timing {
        if (runs.length == 0) throw new IllegalArgumentException(what + ": expected at least one run, found none");
        runs = runs.clone();
        Arrays.sort(runs);
    }

    /// How long some work takes, once.
    public static double milliseconds(Supplier<?> work) {
        long start = System.nanoTime();
        Objects.requireNonNull(work.get());
        return (System.nanoTime() - start) / 1e6;
    }

    public double median() {
        return runs[runs.length / 2];
    }

    public double fastest() {
        return runs[0];
    }

    public double slowest() {
        return runs[runs.length - 1];
    }
}
