package org.circuitexplorer.app.cli;

import picocli.CommandLine.Option;

/// How long the searches of both models may take.
final class EvidenceEffort {
    private static final long NANOSECONDS = 1_000_000_000;
    private static final long ENDLESS = Long.MAX_VALUE / NANOSECONDS;

    @Option(
            names = "--kicks",
            paramLabel = "N",
            description = "Most attempts of each search to find something smaller after removal; by default it ends"
                    + " when so many as usual were in vain.")
    private int kicks = Integer.MAX_VALUE;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "After so many seconds a search begins no such attempt, and a control ends.")
    private long seconds = ENDLESS;

    void check() throws InputException {
        if (seconds < 1) throw new InputException("--seconds: expected 1 or more, found " + seconds);
        if (kicks < 0) throw new InputException("--kicks: expected 0 or more, found " + kicks);
    }

    int kicks() {
        return kicks;
    }

    /// @param start when the search began, as [System#nanoTime] tells it
    boolean isOver(long start) {
        return System.nanoTime() - start > seconds * NANOSECONDS;
    }

    /// The options as they were given; what was found with others is not found by the same search.
    String command() {
        String limit = kicks < Integer.MAX_VALUE ? " --kicks " + kicks : "";
        return seconds < ENDLESS ? limit + " --seconds " + seconds : limit;
    }
}
