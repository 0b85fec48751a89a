package org.circuitexplorer.engine.prune;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.task.Task;

/// Prunes a task again and again with other seeds and settings, stops poor trials early, and keeps the best circuit.
public final class SettingsSearch {
    private final CircuitSearch search;
    private final Task task;
    private final PruneSettings base;

    /// @param base settings of the first trial; the others keep what is not searched over
    public SettingsSearch(CircuitSearch search, Task task, PruneSettings base) {
        this.search = search;
        this.task = task;
        this.base = base;
    }

    /// Hears of every finished trial.
    @FunctionalInterface
    public interface Listener {
        /// Saves what was found; when this returns, the trial counts as done.
        ///
        /// @param journal all trials, this one the last
        /// @param better its circuit, if it is the best so far
        void finished(SearchJournal journal, Optional<CircuitDocument> better) throws IOException;
    }

    /// Runs trials until there are so many.
    ///
    /// @param journal the trials before
    /// @param cancel when cancelled, the trial that runs is dropped
    /// @return all trials
    /// @throws DeviceException when the device fails; the trial that ran is dropped
    public SearchJournal run(
            SearchJournal journal, int trials, PruneProgress.Listener progress, Listener listener, CancelToken cancel)
            throws IOException {
        SearchJournal all = journal;
        while (all.trials().size() < trials && !cancel.isCancelled()) {
            Attempt attempt = attempt(all.trials(), progress, cancel);
            if (cancel.isCancelled()) break;
            attempt.found.failure().ifPresent(sentence -> {
                throw new DeviceException(sentence);
            });
            boolean better = best(all.trials()).map(attempt.trial::isBetterThan).orElse(true);
            all = all.with(attempt.trial);
            boolean whole = attempt.found.isWholeModel();
            listener.finished(all, better && !whole ? Optional.of(attempt.found.document()) : Optional.empty());
        }
        return all;
    }

    /// The trial with the best circuit; empty when there is no trial.
    public static Optional<Trial> best(List<Trial> trials) {
        return trials.stream().reduce((a, b) -> b.isBetterThan(a) ? b : a);
    }

    private record Attempt(Trial trial, CircuitSearch.Found found) {}

    private Attempt attempt(List<Trial> before, PruneProgress.Listener progress, CancelToken cancel) {
        PruneSettings settings = TrialSettings.of(base, before.size());
        MedianStopping stopping = new MedianStopping(before);
        CancelToken ofTrial = new CancelToken();
        Milestones milestones = new Milestones(stopping, ofTrial);
        CircuitSearch.Found found = search.find(
                task,
                settings,
                at -> {
                    progress.at(at);
                    milestones.at(at);
                    if (cancel.isCancelled()) ofTrial.cancel();
                },
                ofTrial);
        CircuitDocument document = found.document();
        int edges = document.edges().size();
        Trial trial = new Trial(
                before.size(),
                settings.seed(),
                settings.toMap(),
                ofTrial.isCancelled(),
                found.targetReached(),
                document.circuit().size(),
                edges,
                document.used().map(used -> used.edges().size()).orElse(edges),
                found.loss(),
                stopping.milestones());
        return new Attempt(trial, found);
    }

    /// The first report of the stage after learning, and of that after removal, is a milestone.
    private static final class Milestones {
        private final MedianStopping stopping;
        private final CancelToken ofTrial;
        private PruneStage stage = PruneStage.RANKING;
        private int nodes;

        Milestones(MedianStopping stopping, CancelToken ofTrial) {
            this.stopping = stopping;
            this.ofTrial = ofTrial;
        }

        void at(PruneProgress at) {
            boolean learned = stage == PruneStage.RANKING && at.stage() != PruneStage.RANKING;
            boolean removed = stage != PruneStage.REFINING && at.stage() == PruneStage.REFINING;
            if ((learned || removed) && stopping.reached(nodes)) ofTrial.cancel();
            stage = at.stage();
            nodes = at.nodes();
        }
    }
}
