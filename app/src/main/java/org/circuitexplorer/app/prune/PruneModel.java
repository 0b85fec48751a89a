package org.circuitexplorer.app.prune;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.circuitexplorer.app.device.SharedDevice;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.viewer.chart.LossCurve;

/// Prunes one task in the background and shows how far it is. A cancelled search keeps the best circuit so far.
public final class PruneModel {
    private static final long PERMILLE = 1000;
    private static final String PROGRAM = "Circuit Explorer";

    private final Workspace workspace;
    private final TaskEntry entry;
    private final ReadOnlyObjectWrapper<LossCurve> curve;
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> outcome = new ReadOnlyObjectWrapper<>("");

    public PruneModel(Workspace workspace, TaskEntry entry) {
        this.workspace = workspace;
        this.entry = entry;
        this.curve = new ReadOnlyObjectWrapper<>(LossCurve.empty(PruneSettings.DEFAULT.targetLoss()));
    }

    public TaskEntry entry() {
        return entry;
    }

    /// Loss and nodes at every step so far.
    public ReadOnlyObjectProperty<LossCurve> curveProperty() {
        return curve.getReadOnlyProperty();
    }

    /// The running search.
    public ReadOnlyObjectProperty<Optional<Job>> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// What came of the last search, in a sentence.
    public ReadOnlyObjectProperty<String> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// Whether a search can start: the means must be known, and none may be running for this task.
    public boolean canStart() {
        return workspace.statistics().isPresent()
                && entry.pruningProperty().get().isEmpty();
    }

    /// Starts a search with the means of the corpus.
    public void start(PruneSettings settings) {
        if (!canStart()) return;
        CorpusStatistics statistics = workspace.statistics().orElseThrow();
        SharedDevice device = workspace.device().share();
        List<PruneProgress> seen = new CopyOnWriteArrayList<>();
        Runnable draw = () -> curve.set(curve(List.copyOf(seen), settings.targetLoss()));
        outcome.set("");
        workspace.jobs().onSnapshot(draw);
        Job started = workspace
                .jobs()
                .start(
                        "Pruning " + entry.name(),
                        (progress, cancel) -> {
                            PruneProgress.Listener listener = at -> {
                                seen.add(at);
                                progress.at(stage(at), (long) (PERMILLE * at.fractionDone()), PERMILLE);
                            };
                            try (device;
                                    ModelOnDevice on =
                                            device.device().open(entry.model().transformer())) {
                                entry.model().loaded().requireFinite();
                                return new CircuitSearch(
                                                entry.model().loaded(),
                                                statistics.means(),
                                                entry.model().workers(),
                                                PROGRAM)
                                        .on(on)
                                        .find(entry.task(), settings, listener, cancel);
                            }
                        },
                        this::found,
                        () -> {
                            workspace.jobs().removeOnSnapshot(draw);
                            draw.run();
                            job.set(Optional.empty());
                            entry.pruningProperty().set(Optional.empty());
                        });
        if (workspace.jobs().running().contains(started)) {
            job.set(Optional.of(started));
            entry.pruningProperty().set(Optional.of(started));
        }
    }

    private void found(CircuitSearch.Found found) {
        if (found.isWholeModel()) {
            outcome.set(found.failure().orElse("Cancelled before anything smaller than the whole model was found."));
            return;
        }
        entry.circuitProperty().set(Optional.of(found.document()));
        int nodes = found.document().circuit().size();
        int edges = found.document().edges().size();
        String size = "Found " + nodes + " nodes and " + edges + " edges";
        String end = found.targetReached()
                ? "."
                : "; the target loss was not reached, or the search was cancelled before it was.";
        outcome.set(size
                + found.failure()
                        .map(why -> "; that is the best until then: " + why)
                        .orElse(end));
    }

    private static String stage(PruneProgress at) {
        return "%s, %d nodes, loss %.3f".formatted(at.stage().name().toLowerCase(Locale.ROOT), at.nodes(), at.loss());
    }

    private static LossCurve curve(List<PruneProgress> seen, double target) {
        int n = seen.size();
        int[] steps = new int[n];
        double[] losses = new double[n];
        int[] nodes = new int[n];
        for (int i = 0; i < n; i++) {
            steps[i] = i;
            losses[i] = seen.get(i).loss();
            nodes[i] = seen.get(i).nodes();
        }
        return new LossCurve(steps, losses, nodes, target);
    }
}
