package org.circuitexplorer.engine.cuda;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

/// How many tokens of a pass fit into the device's memory.
final class MemoryPlan {
    /// Share of the free memory that is used: other programs, and what a launch needs, want some too.
    private static final double SHARE = 0.85;

    /// More tokens at a time are not faster, and leave less memory for other passes.
    private static final long MOST_TOKENS = 1 << 16;

    private MemoryPlan() {}

    /// @param floats floats for each token
    /// @param bytes for whatever the number of tokens
    /// @return a number of tokens that whole tiles hold, possibly none
    static long tokens(CudaContext context, long floats, long bytes) {
        long room = (long) (context.freeMemory() * SHARE) - bytes;
        return Math.clamp(room / (floats * Float.BYTES * TILE), 0L, MOST_TOKENS / TILE) * TILE;
    }
}
