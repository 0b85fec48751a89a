package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.circuitexplorer.app.device.SharedDevice;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.job.JobBody;
import org.circuitexplorer.app.job.JobProgress;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.viewer.chart.LossCurve;

/// A search for the circuit of a task: it waits for its turn, runs in the background, or has ended.
public final class QueuedSearch {
    /// How far a search is.
    public enum Turn {
        WAITING,
        RUNNING,
        ENDED
    }

    private static final long PERMILLE = 1000;
    private static final String PROGRAM = "Circuit Explorer";

    private final TaskEntry entry;
    private final PruneSettings settings;
    private final List<PruneProgress> seen = new CopyOnWriteArrayList<>();
    private final ReadOnlyObjectWrapper<Turn> turn = new ReadOnlyObjectWrapper<>(Turn.WAITING);
    private final ReadOnlyObjectWrapper<LossCurve> curve;
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
    private Optional<CircuitDocument> found = Optional.empty();

    QueuedSearch(TaskEntry entry, PruneSettings settings) {
        this.entry = entry;
        this.settings = settings;
        this.curve = new ReadOnlyObjectWrapper<>(LossCurve.empty(settings.targetLoss()));
    }

    public TaskEntry entry() {
        return entry;
    }

    public PruneSettings settings() {
        return settings;
    }

    public ReadOnlyObjectProperty<Turn> turnProperty() {
        return turn.getReadOnlyProperty();
    }

    public Turn turn() {
        return turn.get();
    }

    /// Loss and nodes at every step so far.
    public ReadOnlyObjectProperty<LossCurve> curveProperty() {
        return curve.getReadOnlyProperty();
    }

    /// The job while it runs.
    public ReadOnlyObjectProperty<Optional<Job>> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// What came of it, in a sentence; empty before its end.
    public ReadOnlyStringProperty outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// The circuit that was found, the best until then when it was cancelled or failed; empty when there is none.
    public Optional<CircuitDocument> found() {
        return found;
    }

    /// Begins, with the means of the corpus. `keep` takes in what was found, then `onEnd` is told, whatever happened.
    void start(Workspace workspace, CorpusStatistics statistics, Consumer<CircuitDocument> keep, Runnable onEnd) {
        Runnable draw = this::draw;
        turn.set(Turn.RUNNING);
        workspace.jobs().onSnapshot(draw);
        Job started = workspace
                .jobs()
                .start(
                        text("prune.job", entry.name()),
                        body(workspace.device().share(), statistics),
                        this::found,
                        () -> {
                            workspace.jobs().removeOnSnapshot(draw);
                            draw.run();
                            end(keep);
                            onEnd.run();
                        });
        if (turn() != Turn.RUNNING) return;
        job.set(Optional.of(started));
        entry.pruningProperty().set(job.get());
    }

    private JobBody<CircuitSearch.Found> body(SharedDevice device, CorpusStatistics statistics) {
        return (progress, cancel) -> {
            try (device;
                    ModelOnDevice on = device.device().open(entry.model().transformer())) {
                entry.model().loaded().requireFinite();
                return new CircuitSearch(
                                entry.model().loaded(),
                                statistics.means(),
                                entry.model().workers(),
                                PROGRAM)
                        .on(on)
                        .over(entry.model().corpus())
                        .find(entry.task(), settings, new Telling(progress, cancel), cancel);
            }
        };
    }

    /// Tells the job, and keeps what the curve shows.
    private final class Telling implements PruneProgress.Listener {
        private final JobProgress progress;
        private final CancelToken cancel;

        Telling(JobProgress progress, CancelToken cancel) {
            this.progress = progress;
            this.cancel = cancel;
        }

        @Override
        public void at(PruneProgress at) {
            seen.add(at);
            progress.at(stage(at), (long) (PERMILLE * at.fractionDone()), PERMILLE);
        }

        @Override
        public void measured(int done, int nodes) {
            String what =
                    cancel.isCancelled() ? text("prune.keeping", done, nodes) : text("prune.measuring", done, nodes);
            progress.last(what, done, nodes);
        }
    }

    private void found(CircuitSearch.Found answer) {
        int nodes = answer.document().circuit().size();
        if (answer.isWholeModel()) {
            outcome.set(answer.failure()
                    .orElse(text("prune.nothing", nodes, entry.model().nodes().size())));
            return;
        }
        found = Optional.of(answer.document());
        int edges = answer.document().edges().size();
        outcome.set(answer.failure()
                .map(why -> text("prune.found.failed", nodes, edges, why))
                .orElseGet(() -> answer.targetReached()
                        ? text("prune.found", nodes, edges)
                        : text("prune.found.short", nodes, edges)));
    }

    private void end(Consumer<CircuitDocument> keep) {
        boolean cancelled = job.get().filter(Job::isCancelled).isPresent();
        if (outcome.get().isEmpty()) outcome.set(cancelled ? text("prune.cancelled") : text("prune.failed"));
        job.set(Optional.empty());
        entry.pruningProperty().set(Optional.empty());
        found.ifPresent(keep);
        turn.set(Turn.ENDED);
    }

    private static String stage(PruneProgress at) {
        return text("prune.stage", at.stage().name().toLowerCase(Locale.ROOT), at.nodes(), "%.3f".formatted(at.loss()));
    }

    private void draw() {
        List<PruneProgress> points = List.copyOf(seen);
        curve.set(new LossCurve(
                IntStream.range(0, points.size()).toArray(),
                points.stream().mapToDouble(PruneProgress::loss).toArray(),
                points.stream().mapToInt(PruneProgress::nodes).toArray(),
                settings.targetLoss()));
    }
}
