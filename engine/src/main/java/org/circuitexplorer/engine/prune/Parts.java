package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.function.Consumer;
import org.circuitexplorer.engine.job.CancelToken;

/// Nodes that are measured side by side, some at a time so that a search hears in between that it was cancelled.
final class Parts {
    private static final int AT_A_TIME = 64;

    private Parts() {}

    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled before a part
    static void forEach(int[] nodes, CancelToken cancel, Consumer<int[]> measure) {
        for (int from = 0; from < nodes.length; from += AT_A_TIME) {
            cancel.throwIfCancelled();
            measure.accept(Arrays.copyOfRange(nodes, from, Math.min(nodes.length, from + AT_A_TIME)));
        }
    }
}
