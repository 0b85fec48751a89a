package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneResult;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.Pruner;
import org.circuitexplorer.engine.task.PromptPair;

/// A short search in the background while a person looks at the settings, whose result nobody sees: of the first search
/// of a program half is the compiling of what it runs. Once for each window, and only in a model in which a search
/// takes seconds.
final class SearchRehearsal {
    private static final int MOST_NODES = 20_000;
    private static final int PAIRS = 24;
    /// Rough, so that something is found in a few steps.
    private static final PruneSettings SHORT = PruneSettings.DEFAULT
            .withTargetLoss(0.4)
            .with("steps", 40)
            .with("starts", 1)
            .with("kicks", 4);

    private final LatestRequest request;
    private boolean begun;

    SearchRehearsal(BackgroundJobs jobs) {
        this.request = jobs.latest(text("job.rehearsal"));
    }

    /// Begins, unless it did before.
    ///
    /// @param means those of the corpus
    void begin(TaskEntry entry, float[] means) {
        if (begun || entry.model().nodes().size() > MOST_NODES) return;
        begun = true;
        request.submit((progress, cancel) -> search(entry, means, cancel), result -> {});
    }

    /// Ends it, as when a search begins.
    void end() {
        request.cancel();
    }

    static PruneResult search(TaskEntry entry, float[] means, CancelToken cancel) {
        OpenModel model = entry.model();
        List<PromptPair> pairs = entry.task().seen();
        return new Pruner(model.transformer(), means, model.workers())
                .prune(pairs.subList(0, Math.min(PAIRS, pairs.size())), SHORT, PruneProgress.Listener.NONE, cancel);
    }
}
