package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.circuitexplorer.engine.token.BytePairTokenizer;
import org.circuitexplorer.engine.token.Tokenizer;

/// Reads Hugging Face's `tokenizer.json`, as far as it describes byte-level byte-pair encoding of unchanged text. Split
/// patterns are recognised, not compiled: a file could hold one that never ends.
final class HuggingFaceTokenizerReader {
    private static final Map<String, Pattern> PATTERNS = Map.of(
            BytePairTokenizer.TINYPYTHON.pattern(), BytePairTokenizer.TINYPYTHON,
            BytePairTokenizer.GPT2.pattern(), BytePairTokenizer.GPT2);

    private final Path path;
    private final ObjectNode root;

    private HuggingFaceTokenizerReader(Path path, ObjectNode root) {
        this.path = path;
        this.root = root;
    }

    static Tokenizer read(Path path) throws IOException, ModelFormatException {
        return new HuggingFaceTokenizerReader(path, Json.readObject(path, TokenizerReader.MOST_BYTES)).read();
    }

    private Tokenizer read() throws ModelFormatException {
        JsonNode model = root.path("model");
        require(model.path("type"), "BPE", "model.type");
        requireNone(root, "normalizer", "normalizer");
        for (String key : Set.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
            requireNone(model, key, "model." + key);
        }
        Map<String, JsonNode> ids = new LinkedHashMap<>();
        model.path("vocab").properties().forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
        Set<String> added = addTokens(ids);
        BytePairVocabulary vocabulary = new BytePairVocabulary(path, ids);
        JsonNode merges = model.path("merges");
        for (int i = 0; i < merges.size(); i++) {
            vocabulary.merge(path, "model.merges[" + i + "]", pair(merges.get(i)));
        }
        for (String text : vocabulary.rest().keySet()) {
            if (added.contains(text)) continue;
            throw refused("token \"" + text + "\"", "is made by no merge and is no added token");
        }
        return new BytePairTokenizer(split(), vocabulary.tokens(), vocabulary.rest());
    }

    /// Written as one text or, in newer files, as a list of two.
    private static String pair(JsonNode merge) {
        return merge.isArray() && merge.size() == 2
                ? merge.get(0).asText() + " " + merge.get(1).asText()
                : merge.asText();
    }

    private Set<String> addTokens(Map<String, JsonNode> ids) throws ModelFormatException {
        Set<String> added = new HashSet<>();
        for (JsonNode token : root.path("added_tokens")) {
            String text = token.path("content").asText();
            if (text.isEmpty()) throw refused("added_tokens", "hold a token without text");
            JsonNode before = ids.put(text, token.path("id"));
            if (before != null && !before.equals(token.path("id"))) {
                throw refused("added_tokens", "give \"" + text + "\" another id than the vocabulary");
            }
            added.add(text);
        }
        return added;
    }

    private Pattern split() throws ModelFormatException {
        JsonNode pre = root.path("pre_tokenizer");
        JsonNode steps = pre.path("pretokenizers");
        boolean sequence = pre.path("type").asText().equals("Sequence") && steps.size() == 2;
        JsonNode byteLevel = sequence ? steps.get(1) : pre;
        require(byteLevel.path("type"), "ByteLevel", "pre_tokenizer");
        if (byteLevel.path("add_prefix_space").asBoolean(false)) {
            throw refused("pre_tokenizer.add_prefix_space", "is true, expected false");
        }
        boolean ownPattern = byteLevel.path("use_regex").asBoolean(true);
        if (ownPattern != sequence) return ownPattern ? BytePairTokenizer.GPT2 : pattern(steps.get(0));
        throw refused("pre_tokenizer", "expected ByteLevel with its own pattern, or one Split before it");
    }

    private Pattern pattern(JsonNode split) throws ModelFormatException {
        require(split.path("type"), "Split", "pre_tokenizer");
        require(split.path("behavior"), "Isolated", "pre_tokenizer.behavior");
        String text = split.path("pattern").path("Regex").asText();
        Pattern pattern = PATTERNS.get(text);
        if (pattern == null || split.path("invert").asBoolean(false)) {
            throw refused("pre_tokenizer.pattern", "is an unknown split pattern \"" + text + "\"");
        }
        return pattern;
    }

    private void require(JsonNode found, String expected, String field) throws ModelFormatException {
        if (!found.asText().equals(expected)) {
            throw refused(field, "is " + Json.describe(found) + ", expected \"" + expected + "\"");
        }
    }

    private void requireNone(JsonNode object, String key, String field) throws ModelFormatException {
        JsonNode value = object.path(key);
        boolean emptyText = value.isTextual() && value.textValue().isEmpty();
        boolean none = value.isMissingNode() || value.isNull() || emptyText;
        if (!none) throw refused(field, "is " + Json.describe(value) + ", expected none");
    }

    private ModelFormatException refused(String field, String problem) {
        return new ModelFormatException(path, field, problem);
    }
}
