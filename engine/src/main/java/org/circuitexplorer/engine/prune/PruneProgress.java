package org.circuitexplorer.engine.prune;

/// Where pruning stands. A snapshot; safe to hand to another thread.
///
/// @param stage what it is doing
/// @param step step of the stage, from 0
/// @param loss task loss of the nodes kept now, nats
/// @param nodes number of nodes kept now
/// @param fractionDone share of the whole work that is done, 0 to 1
public record PruneProgress(PruneStage stage, int step, double loss, int nodes, double fractionDone) {
    /// Hears how pruning goes. Called on the computing thread, so it must return at once.
    @FunctionalInterface
    public interface Listener {
        /// A listener that hears nothing.
        Listener NONE = progress -> {};

        void at(PruneProgress progress);

        /// What was found, the best so far where the search was cancelled, is measured node by node.
        ///
        /// @param done nodes that were measured
        /// @param nodes nodes that are to be measured
        default void measured(int done, int nodes) {}
    }
}
