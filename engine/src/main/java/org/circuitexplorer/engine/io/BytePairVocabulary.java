package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.circuitexplorer.engine.token.ByteAlphabet;
import org.circuitexplorer.engine.token.BytePairTokenizer.Token;

/// Puts the tokens of a byte-pair vocabulary in the order in which they were learned: single bytes, then the results of
/// merges. What no merge makes is left over and must be special.
final class BytePairVocabulary {
    private final Path file;
    private final Map<String, Integer> untaken = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<Token> tokens = new ArrayList<>();

    /// @param file the file that gives the tokens their ids
    /// @param ids the id of each token, written in stand-ins for bytes
    /// @throws ModelFormatException when the ids are not 0 until the number of tokens, or a single byte has none
    BytePairVocabulary(Path file, Map<String, JsonNode> ids) throws ModelFormatException {
        this.file = file;
        boolean[] seen = new boolean[ids.size()];
        for (Map.Entry<String, JsonNode> entry : ids.entrySet()) {
            JsonNode value = entry.getValue();
            if (!isNewId(value, seen)) {
                throw new ModelFormatException(
                        file,
                        "token \"" + entry.getKey() + "\"",
                        "has the id " + Json.describe(value) + ", expected each of 0 to " + (seen.length - 1)
                                + " once");
            }
            seen[value.intValue()] = true;
            untaken.put(entry.getKey(), value.intValue());
        }
        for (int b = 0; b < 256; b++) take(file, ByteAlphabet.symbol(b), "byte " + b);
    }

    private static boolean isNewId(JsonNode value, boolean[] seen) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) return false;
        int id = value.intValue();
        return id >= 0 && id < seen.length && !seen[id];
    }

    /// Adds the next merge.
    ///
    /// @param from the file that holds the merge
    /// @param field where in it
    /// @param pair the two parts with a space between
    void merge(Path from, String field, String pair) throws ModelFormatException {
        String[] parts = pair.split(" ", -1);
        if (parts.length != 2 || !known.contains(parts[0]) || !known.contains(parts[1])) {
            throw new ModelFormatException(
                    from, field, "found \"" + pair + "\", expected two known tokens with a space between");
        }
        String merged = parts[0] + parts[1];
        if (known.contains(merged)) {
            throw new ModelFormatException(from, field, "merges to \"" + merged + "\" a second time");
        }
        take(from, merged, field);
    }

    private void take(Path from, String symbols, String field) throws ModelFormatException {
        Integer id = untaken.remove(symbols);
        if (id == null) {
            throw new ModelFormatException(from, field, file.getFileName() + " has no token \"" + symbols + "\"");
        }
        byte[] bytes = ByteAlphabet.bytes(symbols)
                .orElseThrow(() -> new ModelFormatException(
                        from, field, "\"" + symbols + "\" holds a character that stands for no byte"));
        tokens.add(new Token(bytes, id));
        known.add(symbols);
    }

    List<Token> tokens() {
        return tokens;
    }

    /// The tokens that neither are bytes nor made by a merge, with their ids.
    Map<String, Integer> rest() {
        return untaken;
    }
}
