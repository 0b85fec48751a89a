package org.circuitexplorer.engine.prune;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEnds;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.CircuitLosses;
import org.circuitexplorer.engine.circuit.CircuitMetrics;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.PairLosses;
import org.circuitexplorer.engine.circuit.Provenance;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.circuit.UsedEdges;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Calibration;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;

/// Prunes a task on its training pairs and measures what was found: all that a circuit file says.
public final class CircuitSearch {
    /// Names of the pairs that losses are measured on.
    public static final String TRAIN = "train";

    public static final String TEST = "test";

    /// A search cancelled early may hold thousands of nodes; the effects of so many would take longer than the search.
    private static final int MOST_MEASURED = 300;

    private final LoadedModel loaded;
    private final NodeIndex nodes;
    private final float[] means;
    private final Workers workers;
    private final String program;
    private final ModelOnDevice device;
    private final Optional<Corpus> corpus;
    private final IntPredicate goesOn;

    /// Computes on the processor.
    ///
    /// @param means the value at which each node of the model is frozen when it is not kept
    /// @param program name and version of the program, for the record
    public CircuitSearch(LoadedModel loaded, float[] means, Workers workers, String program) {
        this(
                loaded,
                means,
                workers,
                program,
                CpuDevice.open(loaded.transformer(), workers),
                Optional.empty(),
                kicks -> true);
    }

    private CircuitSearch(
            LoadedModel loaded,
            float[] means,
            Workers workers,
            String program,
            ModelOnDevice device,
            Optional<Corpus> corpus,
            IntPredicate goesOn) {
        this.loaded = loaded;
        this.nodes = new NodeIndex(loaded.transformer().config());
        this.means = means;
        this.workers = workers;
        this.program = program;
        this.device = device;
        this.corpus = corpus;
        this.goesOn = goesOn;
    }

    /// The same search with whole passes and their gradients computed on a device. What it finds is measured on the
    /// processor all the same.
    public CircuitSearch on(ModelOnDevice other) {
        return new CircuitSearch(loaded, means, workers, program, other, corpus, goesOn);
    }

    /// The same search with a corpus, whose mean embedding is given to tokens that a circuit does not need; without one
    /// it is that of the task's prompts.
    public CircuitSearch over(Optional<Corpus> texts) {
        return new CircuitSearch(loaded, means, workers, program, device, texts, goesOn);
    }

    /// The same search with an end of its refinement, see [Pruner#refiningWhile].
    public CircuitSearch refiningWhile(IntPredicate condition) {
        return new CircuitSearch(loaded, means, workers, program, device, corpus, condition);
    }

    /// @param document the circuit with its losses on train and test pairs and the ablation effect of every node, on
    ///     the test pairs where there are any
    /// @param loss its loss on the training pairs, of the kind that was aimed at, nats
    /// @param targetReached whether that meets the target
    /// @param isWholeModel whether more than half of the model's nodes are left, which is no circuit; so it is when
    ///     the search was cancelled early, and losses are not measured then
    /// @param effort what refinement took
    /// @param failure why the device could not go on, one sentence; the circuit is the best until then
    public record Found(
            CircuitDocument document,
            double loss,
            boolean targetReached,
            boolean isWholeModel,
            Effort effort,
            Optional<String> failure) {}

    /// @param cancel when cancelled, the best circuit so far is measured and returned
    public Found find(Task task, PruneSettings settings, PruneProgress.Listener listener, CancelToken cancel) {
        SparseTransformer model = loaded.transformer();
        PruneResult result = new Pruner(device, means, workers)
                .refiningWhile(goesOn)
                .prune(task.train(), settings, listener, cancel);
        boolean whole = 2 * result.circuit().size() > nodes.size();
        Circuit circuit = result.complete() || result.circuit().size() <= MOST_MEASURED
                ? measured(result.circuit(), task, listener)
                : result.circuit();
        Provenance provenance = new Provenance(
                settings.toMap(),
                settings.seed(),
                result.complete(),
                program,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        CircuitDocument document = new CircuitDocument(
                ModelReference.of(loaded.name(), loaded.sha256(), model.config()),
                TaskReference.of(task),
                circuit,
                CircuitGraph.of(model, circuit).edges(),
                CircuitDocument.bySite(nodes, means),
                // What is no circuit is not kept, and whoever cancelled waits.
                whole && !result.complete() ? new TreeMap<>() : losses(task, circuit),
                provenance);
        if (result.complete() && !whole) {
            try {
                document = document.withUsedEdges(usedEdges(circuit, task, settings, cancel));
                if (settings.ends()) document = document.withEnds(ends(circuit, task, settings, cancel));
            } catch (CancelledException e) {
                // Without those for which there is no time.
            }
        }
        return new Found(document, result.loss(), result.targetReached(), whole, result.effort(), result.failure());
    }

    /// With the effect of every node. Whoever cancelled the search waits for it.
    private Circuit measured(Circuit circuit, Task task, PruneProgress.Listener listener) {
        listener.measured(0, circuit.size());
        ProgressListener progress = (what, done, total) -> listener.measured((int) done, (int) total);
        return metrics(task.unseen()).withEffects(circuit, progress, new CancelToken());
    }

    private UsedEdges usedEdges(Circuit circuit, Task task, PruneSettings settings, CancelToken cancel) {
        return new EdgeSearch(loaded.transformer(), means, workers)
                .find(
                        circuit,
                        task,
                        settings.trainingTarget(),
                        settings.loss(),
                        settings.seed(),
                        ProgressListener.NONE,
                        cancel);
    }

    private CircuitEnds ends(Circuit circuit, Task task, PruneSettings settings, CancelToken cancel) {
        return new EndsSearch(loaded.transformer(), means, workers)
                .find(circuit, task, corpus, settings.trainingTarget(), settings.loss(), ProgressListener.NONE, cancel);
    }

    private CircuitMetrics metrics(List<PromptPair> pairs) {
        return new CircuitMetrics(nodes, new TaskEvaluator(loaded.transformer(), pairs, workers), means);
    }

    /// Losses of a circuit on all pairs of a task, raw and calibrated on those it may be found with.
    public SortedMap<String, CircuitLosses> losses(Task task, Circuit circuit) {
        Calibration calibration = Calibration.fit(
                new TaskEvaluator(loaded.transformer(), task.seen(), workers).evaluate(circuit.mask(nodes), means));
        SortedMap<String, CircuitLosses> losses = new TreeMap<>();
        parts(task).forEach((name, part) -> losses.put(name, metrics(part).losses(circuit, calibration)));
        return losses;
    }

    /// Losses of something on all pairs of a task, raw and calibrated on those it may be found with.
    static PairLosses pairLosses(Task task, Function<List<PromptPair>, TaskResult> evaluate) {
        Calibration calibration = Calibration.fit(evaluate.apply(task.seen()));
        SortedMap<String, Double> raw = new TreeMap<>();
        SortedMap<String, Double> calibrated = new TreeMap<>();
        parts(task).forEach((name, part) -> {
            TaskResult result = evaluate.apply(part);
            raw.put(name, result.loss());
            calibrated.put(name, calibration.apply(result).loss());
        });
        return new PairLosses(raw, calibrated);
    }

    /// The pairs of a task that losses are measured on, by name.
    static SortedMap<String, List<PromptPair>> parts(Task task) {
        SortedMap<String, List<PromptPair>> parts = new TreeMap<>();
        if (!task.train().isEmpty()) parts.put(TRAIN, task.train());
        if (!task.test().isEmpty()) parts.put(TEST, task.test());
        return parts;
    }
}
