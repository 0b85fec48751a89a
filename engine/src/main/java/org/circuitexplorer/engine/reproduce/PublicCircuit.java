package org.circuitexplorer.engine.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.CircuitLosses;
import org.circuitexplorer.engine.circuit.CircuitMetrics;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.Provenance;
import org.circuitexplorer.engine.circuit.PublicRecord;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.MeanReader;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.VizData;
import org.circuitexplorer.engine.io.VizDataReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// A circuit of the public viewer with the model and the means it was made with.
///
/// @param model the model
/// @param data what the file says
/// @param means the value at which each node is frozen outside the circuit, `[width]` for each site
/// @param answers for each pair of prompts the token that each of the two wants; empty when they could not be found
/// @param origin where the answers come from
/// @param lossPairs the prompts that the stored losses are means over, as well as could be found out; possibly none
/// @param lossPairsAre what those are, in words
public record PublicCircuit(
        LoadedModel model,
        VizData data,
        NavigableMap<Site, float[]> means,
        List<int[]> answers,
        Origin origin,
        List<PromptPair> lossPairs,
        String lossPairsAre) {
    /// Name of the losses over the published prompts.
    public static final String PROMPTS = "prompts";

    /// Where the answers of the prompts come from; the file does not hold them.
    public enum Origin {
        GIVEN("given"),
        PROMPTS("of the model's task with these prompts"),
        TASK("of the model's task of this name"),
        LOSSES("the tokens with which both stored losses come out"),
        UNKNOWN("unknown");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public PublicCircuit {
        answers = List.copyOf(answers);
        lossPairs = List.copyOf(lossPairs);
    }

    /// What to read.
    ///
    /// @param data `viz_data.pt`
    /// @param means `mean_baseline_pretrain.pt`
    /// @param answers the two wanted tokens, empty to look for them
    /// @param task name of the task, empty for the one that the file tells
    /// @param tasks the model's own tasks
    public record Request(Path data, Path means, Optional<int[]> answers, Optional<String> task, List<Task> tasks) {
        /// The name of the task.
        public String taskName(VizData content) {
            return task.orElseGet(() -> PublicFiles.taskName(data, content));
        }
    }

    /// Reads a published circuit of a model.
    ///
    /// @throws ModelFormatException when a file is not what it should be, or not of this model
    public static PublicCircuit read(LoadedModel model, Request request, Workers workers, CancelToken cancel)
            throws IOException, ModelFormatException {
        ModelConfig config = model.transformer().config();
        VizData data = VizDataReader.read(request.data, config);
        NavigableMap<Site, float[]> means = MeanReader.read(request.means, config);
        for (Site site : config.nodeSites()) {
            if (!means.containsKey(site)) {
                throw new ModelFormatException(
                        request.means, site.name(), "expected the means of this place, found none");
            }
        }
        means.keySet().retainAll(config.nodeSites());
        PublicCircuit circuit = new PublicCircuit(model, data, means, List.of(), Origin.UNKNOWN, List.of(), "unknown");
        return circuit.withAnswers(request, workers, cancel).withLossPairs(request, workers);
    }

    private PublicCircuit withAnswers(Request request, Workers workers, CancelToken cancel) {
        Optional<StoredPrompts> prompts = prompts();
        if (prompts.isEmpty() || prompts.get().pairCount() == 0) return this;
        AnswerSearch search = new AnswerSearch(model.transformer(), workers, prompts.get());
        if (request.answers.isPresent()) {
            int[] given = request.answers.get();
            return with(Optional.of(search.everywhere(given[0], given[1])), Origin.GIVEN);
        }
        Optional<List<int[]>> ofPrompts = search.among(request.tasks);
        if (ofPrompts.isPresent()) return with(ofPrompts, Origin.PROMPTS);
        Optional<List<int[]>> ofTask = task(request).flatMap(search::common);
        if (ofTask.isPresent()) return with(ofTask, Origin.TASK);
        if (!hasLosses()) return this;
        NodeIndex index = new NodeIndex(model.transformer().config());
        Interventions outside = Interventions.ofMask(index, circuit().mask(index), flatMeans(index));
        return with(
                search.byLoss(new AnswerSearch.Stored(data.modelLoss(), data.circuitLoss(), outside), cancel),
                Origin.LOSSES);
    }

    private PublicCircuit with(Optional<List<int[]>> found, Origin from) {
        return found.isEmpty()
                ? this
                : new PublicCircuit(model, data, means, found.get(), from, lossPairs, lossPairsAre);
    }

    private Optional<Task> task(Request request) {
        String name = request.taskName(data);
        return request.tasks.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    private boolean hasLosses() {
        return !Double.isNaN(data.modelLoss()) && !Double.isNaN(data.circuitLoss());
    }

    private PublicCircuit withLossPairs(Request request, Workers workers) {
        if (!hasLosses()) return this;
        NodeIndex index = new NodeIndex(model.transformer().config());
        return new PairSearch(model.transformer(), workers, circuit().mask(index), flatMeans(index))
                .find(storedPairs(), task(request), data.modelLoss(), data.circuitLoss())
                .map(found -> new PublicCircuit(model, data, means, answers, origin, found.pairs(), found.words()))
                .orElse(this);
    }

    /// The stored prompts as pairs, none when their answers are not known.
    public List<PromptPair> storedPairs() {
        return answers.isEmpty() ? List.of() : prompts().orElseThrow().pairs(answers);
    }

    /// The prompts, when the file has them.
    Optional<StoredPrompts> prompts() {
        return data.taskSamples().map(StoredPrompts::of);
    }

    /// The nodes with the effect of ablating each, as far as the file tells.
    public Circuit circuit() {
        List<NodeId> nodes = new ArrayList<>();
        data.circuit().forEach((site, channels) -> {
            for (int channel : channels) nodes.add(new NodeId(site, channel));
        });
        Circuit circuit = Circuit.of(nodes);
        if (Double.isNaN(data.circuitLoss())) return circuit;
        for (Map.Entry<NodeId, Double> loss : data.ablatedLoss().entrySet()) {
            double effect = loss.getValue() - data.circuitLoss();
            if (Double.isFinite(effect)) circuit = circuit.withInfo(loss.getKey(), info -> info.withEffect(effect));
        }
        return circuit;
    }

    float[] flatMeans(NodeIndex index) {
        float[] flat = new float[index.size()];
        means.forEach((site, values) -> System.arraycopy(values, 0, flat, index.offset(site), values.length));
        return flat;
    }

    /// The circuit in our form. Losses are computed where the answers are known.
    ///
    /// @param task name of the task
    /// @param program name and version of the program, for the record
    public CircuitDocument document(String task, String program, Workers workers) {
        NodeIndex index = new NodeIndex(model.transformer().config());
        Circuit circuit = circuit();
        SortedMap<String, CircuitLosses> losses = new TreeMap<>();
        List<PromptPair> pairs =
                answers.isEmpty() ? List.of() : prompts().orElseThrow().pairs(answers);
        if (!pairs.isEmpty()) {
            TaskEvaluator evaluator = new TaskEvaluator(model.transformer(), pairs, workers);
            losses.put(PROMPTS, new CircuitMetrics(index, evaluator, flatMeans(index)).losses(circuit));
        }
        return new CircuitDocument(
                ModelReference.of(
                        model.name(), model.sha256(), model.transformer().config()),
                TaskReference.of(new Task(task, pairs, List.of())),
                circuit,
                CircuitGraph.of(model.transformer(), circuit).edges(),
                means,
                losses,
                new Provenance(new TreeMap<>(), 0, true, program, Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                Optional.of(record()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private PublicRecord record() {
        SortedMap<String, Double> losses = new TreeMap<>(data.ablatedBlockLoss());
        losses.put("model", data.modelLoss());
        losses.put("circuit", data.circuitLoss());
        losses.values().removeIf(loss -> !Double.isFinite(loss));
        return new PublicRecord(
                losses,
                data.history(),
                new TreeMap<>(data.settings()),
                prompts().map(StoredPrompts::prompts).orElse(List.of()),
                answers,
                data.samples());
    }
}
