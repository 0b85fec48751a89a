package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.circuitexplorer.engine.token.ByteAlphabet;
import org.circuitexplorer.engine.token.BytePairTokenizer;
import org.circuitexplorer.engine.token.BytePairTokenizer.Token;
import org.circuitexplorer.engine.token.Tokenizer;

/// Reads the data-gym form of a tokenizer: `vocab.bpe`, the merges in the order in which they were learned, and
/// `encoder.json`, the id of every token.
public final class TokenizerReader {
    private static final int MOST_BYTES = 1 << 25;

    private final Path merges;
    private final Path encoder;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final List<Token> tokens = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private TokenizerReader(Path directory) {
        this.merges = directory.resolve("vocab.bpe");
        this.encoder = directory.resolve("encoder.json");
    }

    /// The tokenizer of a model's directory, empty when the directory holds none.
    ///
    /// @throws ModelFormatException when a file of it is malformed, or one of the two is missing
    public static Optional<Tokenizer> read(Path directory) throws IOException, ModelFormatException {
        TokenizerReader reader = new TokenizerReader(directory);
        boolean hasMerges = Files.exists(reader.merges);
        boolean hasEncoder = Files.exists(reader.encoder);
        if (!hasMerges && !hasEncoder) return Optional.empty();
        if (!hasMerges) throw new ModelFormatException(reader.encoder, "tokenizer", "expected vocab.bpe beside it");
        if (!hasEncoder) throw new ModelFormatException(reader.merges, "tokenizer", "expected encoder.json beside it");
        return Optional.of(reader.read());
    }

    private Tokenizer read() throws IOException, ModelFormatException {
        readIds();
        for (int b = 0; b < 256; b++) take(encoder, ByteAlphabet.symbol(b), "byte " + b);
        readMerges();
        return new BytePairTokenizer(BytePairTokenizer.TINYPYTHON, tokens, special());
    }

    private void readIds() throws IOException, ModelFormatException {
        ObjectNode object = Json.readObject(encoder, MOST_BYTES);
        boolean[] seen = new boolean[object.size()];
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode value = entry.getValue();
            if (!isNewId(value, seen)) {
                throw new ModelFormatException(
                        encoder,
                        "token \"" + entry.getKey() + "\"",
                        "has the id " + Json.describe(value) + ", expected each of 0 to " + (seen.length - 1)
                                + " once");
            }
            seen[value.intValue()] = true;
            ids.put(entry.getKey(), value.intValue());
        }
    }

    private static boolean isNewId(JsonNode value, boolean[] seen) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) return false;
        int id = value.intValue();
        return id >= 0 && id < seen.length && !seen[id];
    }

    private void readMerges() throws IOException, ModelFormatException {
        List<String> lines = text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || (i == 0 && line.startsWith("#version"))) continue;
            String field = "line " + (i + 1);
            String[] pair = line.split(" ", -1);
            if (pair.length != 2 || !known.contains(pair[0]) || !known.contains(pair[1])) {
                throw new ModelFormatException(
                        merges, field, "found \"" + line + "\", expected two known tokens with a space between");
            }
            String merged = pair[0] + pair[1];
            if (known.contains(merged)) {
                throw new ModelFormatException(merges, field, "merges to \"" + merged + "\" a second time");
            }
            take(merges, merged, field);
        }
    }

    private void take(Path file, String symbols, String field) throws ModelFormatException {
        Integer id = ids.remove(symbols);
        if (id == null) throw new ModelFormatException(file, field, "encoder.json has no token \"" + symbols + "\"");
        byte[] bytes = ByteAlphabet.bytes(symbols)
                .orElseThrow(() -> new ModelFormatException(
                        file, field, "\"" + symbols + "\" holds a character that stands for no byte"));
        tokens.add(new Token(bytes, id));
        known.add(symbols);
    }

    /// What is left over when bytes and merges are taken.
    private Map<String, Integer> special() throws ModelFormatException {
        for (String text : ids.keySet()) {
            if (text.startsWith("<|") && text.endsWith("|>")) continue;
            throw new ModelFormatException(
                    encoder, "token \"" + text + "\"", "is made by no merge of vocab.bpe, expected only <|…|> besides");
        }
        return ids;
    }

    private String text() throws IOException, ModelFormatException {
        try {
            byte[] bytes = Json.readBytes(merges, MOST_BYTES);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(merges, "text", "is not UTF-8");
        }
    }
}
