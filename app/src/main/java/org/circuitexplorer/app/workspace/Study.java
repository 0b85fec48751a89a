package org.circuitexplorer.app.workspace;

import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.task.PromptPair;
import org.jspecify.annotations.Nullable;

/// One task under study: its circuit, the selected node, what is ablated, the prompts shown, and what comes of it.
/// Every change asks for a new state in the background; the latest question wins.
public final class Study {
    private final ReadOnlyObjectWrapper<Optional<TaskEntry>> entry = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<NodeId>> selection = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Prompts>> prompts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<CircuitState>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<NodeDetail>> detail = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<CorpusStatistics>> statistics = new SimpleObjectProperty<>(Optional.empty());
    private final AblationHistory ablations = new AblationHistory();
    private final LatestRequest stateRequest;
    private final LatestRequest detailRequest;
    private @Nullable CircuitEvaluator evaluator;
    private @Nullable NodeReader reader;
    private int pair;
    private Subscription circuitChanges = Subscription.EMPTY;

    public Study(BackgroundJobs jobs) {
        this.stateRequest = jobs.latest("Running the circuit");
        this.detailRequest = jobs.latest("Reading the node");
        ablations.currentProperty().subscribe(this::evaluate);
        prompts.subscribe(this::evaluate);
        selection.subscribe(this::readNode);
        statistics.subscribe(this::readNode);
    }

    /// The task being studied.
    public ReadOnlyObjectProperty<Optional<TaskEntry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    public Optional<TaskEntry> entry() {
        return entry.get();
    }

    public Optional<CircuitDocument> circuit() {
        return entry().flatMap(TaskEntry::circuit);
    }

    public ObjectProperty<Optional<NodeId>> selectionProperty() {
        return selection;
    }

    public AblationHistory ablations() {
        return ablations;
    }

    public ReadOnlyObjectProperty<Optional<Prompts>> promptsProperty() {
        return prompts.getReadOnlyProperty();
    }

    /// What the circuit does now.
    public ReadOnlyObjectProperty<Optional<CircuitState>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What is known of the selected node.
    public ReadOnlyObjectProperty<Optional<NodeDetail>> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /// Statistics of the open model over its corpus sample, once they are there.
    public ObjectProperty<Optional<CorpusStatistics>> statisticsProperty() {
        return statistics;
    }

    /// Turns to another task, from the beginning.
    public void show(TaskEntry task) {
        circuitChanges.unsubscribe();
        entry.set(Optional.of(task));
        restart(task);
        circuitChanges = task.circuitProperty().subscribe((before, after) -> {
            boolean sameNodes = before.map(c -> c.circuit().nodeSet())
                    .equals(after.map(c -> c.circuit().nodeSet()));
            if (!sameNodes) restart(task);
        });
    }

    /// Turns to nothing.
    public void clear() {
        circuitChanges.unsubscribe();
        stateRequest.cancel();
        detailRequest.cancel();
        evaluator = null;
        reader = null;
        entry.set(Optional.empty());
        selection.set(Optional.empty());
        prompts.set(Optional.empty());
        state.set(Optional.empty());
        detail.set(Optional.empty());
        statistics.set(Optional.empty());
        ablations.clear();
    }

    private void restart(TaskEntry task) {
        stateRequest.cancel();
        detailRequest.cancel();
        state.set(Optional.empty());
        evaluator = null;
        reader = null;
        selection.set(Optional.empty());
        detail.set(Optional.empty());
        prompts.set(Optional.empty());
        ablations.clear();
        evaluator = new CircuitEvaluator(task.model(), task.task(), task.circuit());
        reader = new NodeReader(task);
        showPair(0);
    }

    /// Shows a pair of the task; numbers beyond the ends wrap around.
    public void showPair(int number) {
        entry().map(e -> e.task().test()).filter(pairs -> !pairs.isEmpty()).ifPresent(pairs -> {
            pair = Math.floorMod(number, pairs.size());
            PromptPair shown = pairs.get(pair);
            prompts.set(Optional.of(new Prompts.OfPair(shown, pair, pairs.size())));
            readNode();
        });
    }

    public void nextPair() {
        showPair(pair + 1);
    }

    public void previousPair() {
        showPair(pair - 1);
    }

    /// Shows a prompt of the user's own instead of a pair.
    public void showTyped(Prompts.Typed typed) {
        prompts.set(Optional.of(typed));
    }

    public void select(NodeId node) {
        selection.set(Optional.of(node));
    }

    /// Ablates a node in one way.
    public void ablate(NodeId node, Ablation ablation) {
        ablations.apply(new AblationCommand.Ablate(Set.of(node), ablation));
    }

    public void activate(NodeId node) {
        ablations.apply(new AblationCommand.Activate(Set.of(node)));
    }

    /// Ablates a node to its mean, or makes it active again.
    public void toggle(NodeId node) {
        if (ablations.current().contains(node)) activate(node);
        else ablate(node, new Ablation.Mean());
    }

    public void resetAblations() {
        ablations.apply(new AblationCommand.Reset());
    }

    private void evaluate() {
        CircuitEvaluator service = evaluator;
        if (service == null || prompts.get().isEmpty()) return;
        Prompts shown = prompts.get().get();
        Ablations ablated = ablations.current();
        stateRequest.submit(
                (progress, cancel) -> service.evaluate(ablated, shown, cancel), s -> state.set(Optional.of(s)));
    }

    private void readNode() {
        NodeReader service = reader;
        if (service == null || selection.get().isEmpty()) {
            detailRequest.cancel();
            detail.set(Optional.empty());
            return;
        }
        NodeId node = selection.get().get();
        int shownPair = pair;
        Optional<CorpusStatistics> known = statistics.get();
        detailRequest.submit(
                (progress, cancel) -> service.read(node, shownPair, known, cancel), d -> detail.set(Optional.of(d)));
    }
}
