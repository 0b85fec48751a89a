package org.circuitexplorer.engine.prune;

/// Turns steps of stages into snapshots of the whole.
final class ProgressReport {
    private final PruneProgress.Listener listener;

    ProgressReport(PruneProgress.Listener listener) {
        this.listener = listener;
    }

    /// @param step step of the stage, from 1
    /// @param steps steps of the stage
    void at(PruneStage stage, int step, int steps, double loss, int nodes) {
        double within = Math.clamp(step / (double) Math.max(1, steps), 0.0, 1.0);
        listener.at(new PruneProgress(stage, step, loss, nodes, share(stage, within)));
    }

    /// Shares of the time that the stages take on the sample model.
    private static double share(PruneStage stage, double within) {
        return switch (stage) {
            case RANKING -> 0.55 * within;
            case BISECTING -> 0.55 + 0.03 * within;
            case REMOVING -> 0.58 + 0.07 * within;
            case REFINING -> 0.65 + 0.35 * within;
        };
    }
}
