package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.io.FinishedParts;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;

/// The same short pruning of the task and of what is not there to be found.
final class ControlPruning {
    private final Subject subject;
    private final Task task;
    private final Optional<Corpus> corpus;
    private final long seed;

    ControlPruning(Subject subject, Task task, Optional<Corpus> corpus, long seed) {
        this.subject = subject;
        this.task = task;
        this.corpus = corpus;
        this.seed = seed;
    }

    List<PruningControl> run(FinishedParts parts, ProgressListener progress, CancelToken cancel) {
        List<PruningControl> controls = new ArrayList<>();
        for (PruningControl.Kind kind : PruningControl.Kind.values()) {
            cancel.throwIfCancelled();
            progress.at("pruning controls", controls.size(), PruningControl.Kind.values().length);
            controls.add(parts.get("control " + kind, PruningControl.class, () -> control(kind, cancel)));
        }
        return controls;
    }

    private PruningControl control(PruningControl.Kind kind, CancelToken cancel) {
        ControlGround on =
                new ControlGround(subject.model(), subject.means(), task).made(kind, corpus, seed, subject.workers());
        ShortPruning.Found found = new ShortPruning(subject.circuit().size(), seed)
                .prune(on.model(), on.means(), on.task(), subject.workers(), cancel);
        return new PruningControl(kind, found.circuit().size(), found.loss());
    }
}
