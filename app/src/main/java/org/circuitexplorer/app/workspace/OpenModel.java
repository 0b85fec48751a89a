package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.Resampling;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.token.Tokenizer;
import org.circuitexplorer.viewer.token.VisibleText;

/// A model with what lies beside it. Immutable, shared between threads.
///
/// @param loaded the model
/// @param nodes numbers its nodes
/// @param tasks its tasks, sorted by name
/// @param corpus the corpus sample beside it
/// @param workers the threads that compute
/// @param loading how long its weights took to load
public record OpenModel(
        LoadedModel loaded,
        NodeIndex nodes,
        List<Task> tasks,
        Optional<Corpus> corpus,
        Workers workers,
        Duration loading) {
    private static final int NAMED = 3;
    private static final String TASKS = "tasks";
    private static final String CIRCUITS = "circuits";

    public OpenModel {
        tasks = List.copyOf(tasks);
    }

    /// Reads a model, its tasks and its corpus sample.
    ///
    /// @throws ModelFormatException when a file is not what it should be
    /// @throws IOException when a file cannot be read
    public static OpenModel read(Path path, Workers workers, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        long begin = System.nanoTime();
        LoadedModel loaded = ModelLoader.load(path, progress, cancel);
        Duration loading = Duration.ofNanos(System.nanoTime() - begin);
        ModelConfig config = loaded.transformer().config();
        progress.at(text("job.tasks"), 0, 0);
        Path tasks = loaded.directory().resolve(TASKS);
        return new OpenModel(
                loaded,
                new NodeIndex(config),
                Files.isDirectory(tasks) ? TaskReader.readAll(tasks, config) : List.of(),
                SampleCorpus.read(loaded, null),
                workers,
                loading);
    }

    /// The model's folder where that of its tasks or circuits was chosen, which dialogs complete it to.
    static Path meant(Path chosen) throws IOException {
        Path name = chosen.getFileName();
        Path above = chosen.toAbsolutePath().getParent();
        boolean within = name != null && List.of(TASKS, CIRCUITS).contains(name.toString());
        return within && above != null && Files.isDirectory(chosen) && !holdsWeights(chosen) ? above : chosen;
    }

    private static boolean holdsWeights(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().matches(".*\\.(safetensors|pt|bin)"));
        }
    }

    /// Sequences of the corpus sample that values can be drawn from.
    public Resampling.Pool pool() {
        return poolOf(corpus);
    }

    /// Sequences of a corpus that values can be drawn from.
    public static Resampling.Pool poolOf(Optional<Corpus> corpus) {
        return corpus.map(c -> new Resampling.Pool(c.sequences(), c::sequence)).orElse(Resampling.Pool.EMPTY);
    }

    public SparseTransformer transformer() {
        return loaded.transformer();
    }

    public ModelConfig config() {
        return loaded.transformer().config();
    }

    /// Folder of the tasks that come with the model.
    public Path taskFolder() {
        return loaded.directory().resolve(TASKS);
    }

    /// Folder of the circuits that come with the model.
    public Path circuitFolder() {
        return loaded.directory().resolve(CIRCUITS);
    }

    /// A token for display, with its spaces made visible; its id when there is no tokenizer.
    public String tokenText(int token) {
        return loaded.tokenizer().map(t -> VisibleText.of(t.tokenText(token))).orElse("#" + token);
    }

    /// A token as it stands in a text; its id when there is no tokenizer.
    public String rawText(int token) {
        return loaded.tokenizer().map(t -> t.tokenText(token)).orElse("#" + token);
    }

    /// The tokens of a typed prompt.
    ///
    /// @param first the token that every prompt of its task begins with
    /// @throws UnreadablePrompt when there is no tokenizer, or when it is longer than the model reads
    public int[] prompt(int first, String typed) throws UnreadablePrompt {
        Tokenizer tokenizer = loaded.tokenizer().orElseThrow(() -> new UnreadablePrompt(text("prompt.noTokenizer")));
        int[] tokens = IntStream.concat(IntStream.of(first), IntStream.of(tokenizer.encode(typed)))
                .toArray();
        int most = config().blockSize();
        if (tokens.length > most) throw new UnreadablePrompt(text("prompt.tooLong", most, tokens.length));
        return tokens;
    }

    /// Why this model cannot be pruned, in a sentence that names the tensors; empty when it can.
    public Optional<String> obstacleToPruning() {
        List<String> names = loaded.nonFinite();
        if (names.isEmpty()) return Optional.empty();
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return Optional.of(
                names.size() <= NAMED
                        ? text("open.nonFinite", some)
                        : text("open.nonFinite.more", some, names.size() - NAMED));
    }

    /// Such as `856 k weights · 26.7 k non-zero (3.1 %)`.
    public String size() {
        long all = loaded.parameterCount() - bigramParameters();
        long nonZero = transformer().nonZeroWeights();
        return text("top.size", count(all), count(nonZero), "%.1f".formatted(100.0 * nonZero / all));
    }

    private long bigramParameters() {
        return config().bigram() ? (long) config().vocabularySize() * config().vocabularySize() : 0;
    }

    private static String count(long n) {
        if (n >= 1_000_000_000) return "%.1f G".formatted(n / 1e9);
        if (n >= 1_000_000) return "%.1f M".formatted(n / 1e6);
        if (n >= 10_000) return "%.1f k".formatted(n / 1e3);
        return Long.toString(n);
    }
}
