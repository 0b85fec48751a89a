package org.circuitexplorer.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.io.FinishedParts;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.Sha256;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PathSearch;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.circuitexplorer.engine.validate.ControlSearch;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.RandomSets;
import org.circuitexplorer.engine.validate.SearchedControl;

/// One of two models that are compared, ready to be searched.
///
/// @param means the value at which each node of the model is frozen when it is not kept
/// @param effort the same for both models
/// @param done where what was found lies
record EvidenceSearch(
        LoadedModel loaded,
        float[] means,
        EvidenceEffort effort,
        FinishedParts done,
        Workers workers,
        Console console,
        CancelToken cancel) {
    /// Raised when a search, or how what it found is stored, changes.
    private static final int VERSION = 2;

    /// Where what is found with these settings is kept, so that a run that was ended goes on after the last search.
    ///
    /// @param side which of the two models, so that each has a file of its own
    static FinishedParts kept(
            Path folder,
            String side,
            LoadedModel loaded,
            float[] means,
            PruneSettings settings,
            Optional<Corpus> corpus,
            EvidenceEffort effort) {
        ModelConfig config = loaded.transformer().config();
        String text = String.join(
                "\n",
                "evidence " + VERSION,
                loaded.sha256(),
                ModelReference.configDigest(config),
                settings.toString(),
                effort.command());
        Sha256 key = new Sha256().add(text).add(means);
        corpus.ifPresent(c -> key.add(c.tokens()));
        return FinishedParts.in(folder, "evidence-" + side, key.hex(), config);
    }

    /// Why a task is left out, one sentence.
    Optional<String> cannotDo(Task task) {
        if (TaskReport.of(loaded.transformer(), task, workers).isLearned()) return Optional.empty();
        return Optional.of(loaded.name() + " cannot do " + task.name() + ".");
    }

    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled
    EvidenceRow.Side find(Task task, PruneSettings settings, int randomSets) {
        return done.get(
                part(task, "circuit, " + randomSets + " random sets"),
                EvidenceRow.Side.class,
                () -> search(task, settings, randomSets));
    }

    private static String part(Task task, String what) {
        return task.name() + " " + TaskReference.of(task).pairs() + ": " + what;
    }

    private EvidenceRow.Side search(Task task, PruneSettings settings, int randomSets) {
        long start = System.nanoTime();
        CircuitSearch.Found found = new CircuitSearch(loaded, means, workers, ProgramName.withVersion())
                .refiningWhile(kicks -> kicks < effort.kicks() && !effort.isOver(start))
                .find(task, settings, PruneCommand.listener(console.progress()), cancel);
        double took = (System.nanoTime() - start) / 1e9;
        cancel.throwIfCancelled();
        Circuit circuit = found.document().circuit();
        double random = RandomSets.draw(
                        loaded.transformer(),
                        means,
                        circuit,
                        task.test(),
                        settings.loss(),
                        randomSets,
                        settings.seed(),
                        workers)
                .best();
        return EvidenceRow.Side.of(
                found,
                settings.loss(),
                random,
                took,
                new PathSearch(loaded.transformer(), means, task.train(), workers)
                        .around(circuit, console.progress(), cancel));
    }

    /// @param corpus for the means of models that have learned nothing
    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled
    List<SearchedControl> controls(
            List<PruningControl.Kind> kinds, Task task, PruneSettings settings, Optional<Corpus> corpus) {
        ControlSearch search = new ControlSearch(loaded.transformer(), means, corpus, workers);
        List<SearchedControl> controls = new ArrayList<>();
        for (PruningControl.Kind kind : kinds) {
            controls.add(done.get(part(task, EvidenceControls.label(kind)), SearchedControl.class, () -> {
                CancelToken limit = new CancelToken();
                SearchedControl found = search.search(kind, task, settings, stopping(limit), limit);
                cancel.throwIfCancelled();
                return found;
            }));
        }
        return controls;
    }

    /// Shows progress, and cancels when the time of a search is over.
    private PruneProgress.Listener stopping(CancelToken limit) {
        long start = System.nanoTime();
        PruneProgress.Listener shown = PruneCommand.listener(console.progress());
        return new PruneProgress.Listener() {
            @Override
            public void at(PruneProgress at) {
                shown.at(at);
                if (effort.isOver(start) || cancel.isCancelled()) limit.cancel();
            }

            @Override
            public void measured(int done, int nodes) {
                shown.measured(done, nodes);
            }
        };
    }
}
