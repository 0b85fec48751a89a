package org.circuitexplorer.engine.prune;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;

/// The trials of a [SettingsSearch] on disk, so that one that was ended goes on after the last trial it finished.
///
/// @param model SHA-256 of the model's weights
/// @param pairs digest of the task's pairs
/// @param base settings of the first trial, and its seed
/// @param seed its seed
/// @param trials the trials so far
public record SearchJournal(String model, String pairs, SortedMap<String, Double> base, long seed, List<Trial> trials) {
    private static final String FORMAT = "circuit-explorer-search";
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST = Integer.MAX_VALUE;
    private static final JsonMapper MAPPER = new JsonMapper();

    public SearchJournal {
        base = new TreeMap<>(base);
        trials = List.copyOf(trials);
    }

    SearchJournal with(Trial trial) {
        List<Trial> more = new ArrayList<>(trials);
        more.add(trial);
        return new SearchJournal(model, pairs, base, seed, more);
    }

    /// The trials of an earlier run, or none where there is no file.
    ///
    /// @param expected what is searched for now
    /// @throws ModelFormatException when the file is damaged, or of another search
    public static SearchJournal readOrBegin(Path file, SearchJournal expected)
            throws ModelFormatException, IOException {
        if (!Files.isRegularFile(file)) return expected;
        JsonFields json = JsonFields.read(file, MOST_BYTES);
        require(json, "format", FORMAT);
        require(json, "model", expected.model);
        require(json, "pairs", expected.pairs);
        long seed = json.integer("seed");
        if (seed != expected.seed) {
            throw json.problem("seed", "expected " + expected.seed + ", that of this search, found " + seed);
        }
        SortedMap<String, Double> base = numbers(json.object("settings"));
        if (!base.equals(expected.base)) {
            throw json.problem("settings", "expected those of this search, found others");
        }
        List<Trial> trials = new ArrayList<>();
        for (JsonFields part : json.objects("trials")) trials.add(trial(part, trials.size()));
        json.requireNoOthers();
        return new SearchJournal(expected.model, expected.pairs, base, seed, trials);
    }

    private static void require(JsonFields json, String field, String expected) throws ModelFormatException {
        String found = json.text(field);
        if (!found.equals(expected)) throw json.problem(field, "expected " + expected + ", found " + found);
    }

    private static Trial trial(JsonFields json, int expected) throws ModelFormatException {
        int number = json.integer("number", 0, MOST);
        if (number != expected) throw json.problem("number", "expected trial " + expected + ", found " + number);
        List<Integer> milestones = new ArrayList<>();
        for (int nodes : json.integers("milestones", 0, MOST)) milestones.add(nodes);
        Trial trial = new Trial(
                number,
                json.integer("seed"),
                numbers(json.object("settings")),
                json.flag("stopped"),
                json.flag("targetReached"),
                json.integer("nodes", 0, MOST),
                json.integer("edges", 0, MOST),
                json.integer("usedEdges", 0, MOST),
                json.number("loss"),
                milestones);
        json.requireNoOthers();
        return trial;
    }

    private static SortedMap<String, Double> numbers(JsonFields json) throws ModelFormatException {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (String name : json.names()) numbers.put(name, json.number(name));
        return numbers;
    }

    /// Writes it; a crash leaves the old file or the new one.
    public void write(Path file) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("model", model).put("pairs", pairs).put("seed", seed);
        ObjectNode settings = root.putObject("settings");
        base.forEach(settings::put);
        ArrayNode list = root.putArray("trials");
        for (Trial trial : trials) put(list.addObject(), trial);
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ObjectNode json, Trial trial) {
        json.put("number", trial.number()).put("seed", trial.seed());
        ObjectNode settings = json.putObject("settings");
        trial.settings().forEach(settings::put);
        json.put("stopped", trial.stopped())
                .put("targetReached", trial.targetReached())
                .put("nodes", trial.nodes())
                .put("edges", trial.edges())
                .put("usedEdges", trial.used())
                .put("loss", trial.loss());
        ArrayNode milestones = json.putArray("milestones");
        trial.milestones().forEach(milestones::add);
    }
}
