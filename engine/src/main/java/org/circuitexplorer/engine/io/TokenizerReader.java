package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.circuitexplorer.engine.token.BytePairTokenizer;
import org.circuitexplorer.engine.token.Tokenizer;

/// Reads the tokenizer of a model's directory: the data-gym form, `vocab.bpe` (the merges in the order in which they
/// were learned) and `encoder.json` (the id of every token), or Hugging Face's `tokenizer.json`.
public final class TokenizerReader {
    static final int MOST_BYTES = 1 << 25;

    /// Name of the one file of the Hugging Face form.
    static final String HUGGING_FACE = "tokenizer.json";

    private TokenizerReader() {}

    /// The tokenizer of a directory, empty when the directory holds none.
    ///
    /// @throws ModelFormatException when a file of it is malformed or missing, or of a kind that cannot be read
    public static Optional<Tokenizer> read(Path directory) throws IOException, ModelFormatException {
        Path merges = directory.resolve("vocab.bpe");
        Path encoder = directory.resolve("encoder.json");
        Path huggingFace = directory.resolve(HUGGING_FACE);
        if (Files.exists(merges) || Files.exists(encoder)) return Optional.of(readDataGym(merges, encoder));
        if (Files.exists(huggingFace)) return Optional.of(HuggingFaceTokenizerReader.read(huggingFace));
        return Optional.empty();
    }

    private static Tokenizer readDataGym(Path merges, Path encoder) throws IOException, ModelFormatException {
        if (!Files.exists(merges)) throw new ModelFormatException(encoder, "tokenizer", "expected vocab.bpe beside it");
        if (!Files.exists(encoder)) {
            throw new ModelFormatException(merges, "tokenizer", "expected encoder.json beside it");
        }
        ObjectNode ids = Json.readObject(encoder, MOST_BYTES);
        Map<String, JsonNode> idOfToken = new LinkedHashMap<>();
        ids.properties().forEach(entry -> idOfToken.put(entry.getKey(), entry.getValue()));
        BytePairVocabulary vocabulary = new BytePairVocabulary(encoder, idOfToken);
        List<String> lines = text(merges).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || (i == 0 && line.startsWith("#version"))) continue;
            vocabulary.merge(merges, "line " + (i + 1), line);
        }
        for (String text : vocabulary.rest().keySet()) {
            if (text.startsWith("<|") && text.endsWith("|>")) continue;
            throw new ModelFormatException(
                    encoder, "token \"" + text + "\"", "is made by no merge of vocab.bpe, expected only <|…|> besides");
        }
        return new BytePairTokenizer(BytePairTokenizer.TINYPYTHON, vocabulary.tokens(), vocabulary.rest());
    }

    private static String text(Path path) throws IOException, ModelFormatException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Json.readBytes(path, MOST_BYTES));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(path, "text", "is not UTF-8");
        }
    }
}
