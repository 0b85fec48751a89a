package org.circuitexplorer.app.cli;

import picocli.CommandLine.Option;

/// How long the searches of both models may take.
final class EvidenceEffort {
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
    private long seconds = Long.MAX_VALUE / 1_000_000_000;

    void check() throws InputException {
        if (seconds < 1) throw new InputException("--seconds: expected 1 or more, found " + seconds);
        if (kicks < 0) throw new InputException("--kicks: expected 0 or more, found " + kicks);
    }

    int kicks() {
        return kicks;
    }

    /// @param start when the search began, as [System#nanoTime] tells it
    boolean isOver(long start) {
        return System.nanoTime() - start > seconds * 1_000_000_000;
    }

    /// The options as they were given.
    String command() {
        String limit = kicks < Integer.MAX_VALUE ? " --kicks " + kicks : "";
        return seconds < Long.MAX_VALUE / 1_000_000_000 ? limit + " --seconds " + seconds : limit;
    }
}
