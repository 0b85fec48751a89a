package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// Reads tasks from JSON: `{name, train: [pair…], test: [pair…]}`, a pair being the two prompts as texts (`pos_text`,
/// `neg_text`) and as token ids (`pos`, `neg`) and the answers wanted after them (`pos_ans`, `neg_ans`).
public final class TaskReader {
    private static final int MOST_BYTES = 1 << 25;
    private static final String TRAIN = "train";

    private final Path path;
    private final int vocabularySize;
    private final int blockSize;

    private TaskReader(Path path, int vocabularySize, int blockSize) {
        this.path = path;
        this.vocabularySize = vocabularySize;
        this.blockSize = blockSize;
    }

    /// Whether a file is a task, to judge by what it holds; one that is no JSON is none.
    public static boolean isOne(Path path) throws IOException {
        if (!path.toString().endsWith(".json") || !Files.isRegularFile(path)) return false;
        try {
            return Json.readObject(path, MOST_BYTES).has(TRAIN);
        } catch (ModelFormatException e) {
            return false;
        }
    }

    /// Reads a task without knowing the model it is for.
    public static Task read(Path path) throws IOException, ModelFormatException {
        return new TaskReader(path, Integer.MAX_VALUE, Integer.MAX_VALUE).read();
    }

    /// Reads a task and refuses token ids and lengths that the model does not have.
    public static Task read(Path path, ModelConfig model) throws IOException, ModelFormatException {
        return new TaskReader(path, model.vocabularySize(), model.blockSize()).read();
    }

    /// Reads every `.json` file of a directory; the tasks come sorted by name.
    public static List<Task> readAll(Path directory) throws IOException, ModelFormatException {
        List<Task> tasks = new ArrayList<>();
        for (Path file : files(directory)) tasks.add(read(file));
        return sorted(tasks);
    }

    /// As [#readAll(Path)], checking each task against a model.
    public static List<Task> readAll(Path directory, ModelConfig model) throws IOException, ModelFormatException {
        List<Task> tasks = new ArrayList<>();
        for (Path file : files(directory)) tasks.add(read(file, model));
        return sorted(tasks);
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.json")) {
            stream.forEach(files::add);
        }
        return files;
    }

    private static List<Task> sorted(List<Task> tasks) {
        tasks.sort(Comparator.comparing(Task::name));
        return tasks;
    }

    private Task read() throws IOException, ModelFormatException {
        ObjectNode object = Json.readObject(path, MOST_BYTES);
        String name = new ConfigFields(path, object).text("name", stem());
        List<PromptPair> train = pairs(object, TRAIN);
        List<PromptPair> test = pairs(object, "test");
        if (train.isEmpty()) throw new ModelFormatException(path, TRAIN, "holds no pair, expected at least one");
        return new Task(name, train, test);
    }

    private String stem() {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    }

    private List<PromptPair> pairs(ObjectNode object, String key) throws ModelFormatException {
        JsonNode list = object.path(key);
        if (list.isMissingNode() || list.isNull()) return List.of();
        if (!(list instanceof ArrayNode array)) throw wrong(key, list, "a list of pairs");
        List<PromptPair> pairs = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) pairs.add(pair(array.get(i), key + "[" + i + "]"));
        return pairs;
    }

    private PromptPair pair(JsonNode pair, String field) throws ModelFormatException {
        if (!pair.isObject()) throw wrong(field, pair, "an object");
        return new PromptPair(
                text(pair, field, "pos_text"),
                text(pair, field, "neg_text"),
                prompt(pair, field, "pos"),
                prompt(pair, field, "neg"),
                answer(pair, field, "pos_ans"),
                answer(pair, field, "neg_ans"));
    }

    private String text(JsonNode pair, String field, String key) throws ModelFormatException {
        JsonNode value = pair.path(key);
        if (value.isMissingNode() || value.isNull()) return "";
        if (!value.isTextual()) throw wrong(field + "." + key, value, "a text");
        return value.textValue();
    }

    private int[] prompt(JsonNode pair, String field, String key) throws ModelFormatException {
        JsonNode value = pair.path(key);
        String name = field + "." + key;
        if (!(value instanceof ArrayNode ids) || ids.isEmpty()) throw wrong(name, value, "a list of token ids");
        if (ids.size() > blockSize) {
            throw new ModelFormatException(path, name, "has " + ids.size() + " tokens, expected at most " + blockSize);
        }
        int[] prompt = new int[ids.size()];
        for (int i = 0; i < prompt.length; i++) prompt[i] = token(ids.get(i), name + "[" + i + "]");
        return prompt;
    }

    private int answer(JsonNode pair, String field, String key) throws ModelFormatException {
        return token(pair.path(key), field + "." + key);
    }

    private int token(JsonNode value, String field) throws ModelFormatException {
        if (!value.isIntegralNumber()) throw wrong(field, value, "a token id");
        if (!value.canConvertToInt() || value.intValue() < 0 || value.intValue() >= vocabularySize) {
            String most = vocabularySize == Integer.MAX_VALUE ? "at least 0" : "from 0 to " + (vocabularySize - 1);
            throw new ModelFormatException(path, field, "is " + value.asText() + ", expected a token id " + most);
        }
        return value.intValue();
    }

    private ModelFormatException wrong(String field, JsonNode found, String expected) {
        return new ModelFormatException(path, field, "is " + Json.describe(found) + ", expected " + expected);
    }
}
