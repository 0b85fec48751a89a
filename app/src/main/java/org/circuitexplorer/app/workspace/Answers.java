package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.jspecify.annotations.Nullable;

/// What the engine answers about the task under study: what its circuit does, and what is known of a node or an edge.
/// Everything is asked in the background; the latest question wins.
final class Answers {
    private final ReadOnlyObjectWrapper<Optional<CircuitState>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper updateTime = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyObjectWrapper<Optional<NodeDetail>> detail = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<EdgeDetail>> edgeDetail =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final LatestRequest stateRequest;
    private final LatestRequest detailRequest;
    private @Nullable OnFirstUse<CircuitEvaluator> evaluator;
    private @Nullable OnFirstUse<NodeReader> reader;

    Answers(BackgroundJobs jobs) {
        this.stateRequest = jobs.latest(text("job.circuit"));
        this.detailRequest = jobs.latest(text("job.node"));
    }

    ReadOnlyObjectWrapper<Optional<CircuitState>> state() {
        return state;
    }

    ReadOnlyDoubleWrapper updateTime() {
        return updateTime;
    }

    ReadOnlyObjectWrapper<Optional<NodeDetail>> detail() {
        return detail;
    }

    ReadOnlyObjectWrapper<Optional<EdgeDetail>> edgeDetail() {
        return edgeDetail;
    }

    /// From here on questions are about a task and its circuit.
    void turnTo(TaskEntry task) {
        Optional<CircuitDocument> circuit = task.circuit();
        evaluator = new OnFirstUse<>(() -> new CircuitEvaluator(task.model(), task.task(), circuit));
        reader = new OnFirstUse<>(() -> new NodeReader(task, circuit));
    }

    /// Whether there is a task that questions can be about.
    boolean isAsked() {
        return evaluator != null;
    }

    /// From here on there is nothing to ask; what was answered remains until it is cleared.
    void stop() {
        stateRequest.cancel();
        detailRequest.cancel();
        evaluator = null;
        reader = null;
        edgeDetail.set(Optional.empty());
    }

    void clear() {
        state.set(Optional.empty());
        detail.set(Optional.empty());
    }

    /// Asks what the circuit does with these ablations on these prompts.
    void evaluate(Ablations ablated, Prompts shown) {
        OnFirstUse<CircuitEvaluator> service = evaluator;
        if (service == null) return;
        boolean first = state.get().isEmpty();
        long asked = System.nanoTime();
        stateRequest.submit((progress, cancel) -> service.get().evaluate(ablated, shown, cancel), s -> {
            state.set(Optional.of(s));
            updateTime.set(first ? Double.NaN : (System.nanoTime() - asked) / 1e6);
        });
    }

    /// Asks for what is known of the node and the edge that are looked at.
    void read(Optional<NodeReader.Question> node, Optional<EdgeId> edge, Optional<CorpusStatistics> statistics) {
        OnFirstUse<NodeReader> service = reader;
        detailRequest.cancel();
        if (node.isEmpty() || service == null) detail.set(Optional.empty());
        edgeDetail.set(Optional.empty());
        if (service == null) return;
        node.ifPresent(question -> detailRequest.submit(
                (progress, cancel) -> service.get().read(question, statistics, cancel),
                d -> detail.set(Optional.of(d))));
        edge.ifPresent(e ->
                detailRequest.submit((progress, cancel) -> service.get().read(e), d -> edgeDetail.set(Optional.of(d))));
    }
}
