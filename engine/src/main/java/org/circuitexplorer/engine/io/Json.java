package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads JSON files strictly: one object, no key twice, no text after it, no more bytes than its kind may have.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /// The object that a file holds.
    ///
    /// @param mostBytes size above which a file of this kind is refused unread
    static ObjectNode readObject(Path path, int mostBytes) throws IOException, ModelFormatException {
        return parseObject(path, readBytes(path, mostBytes));
    }

    /// The object that a part of a file holds.
    static ObjectNode parseObject(Path path, byte[] bytes) throws ModelFormatException {
        return parseObject(path, "JSON", bytes);
    }

    /// As above, with the name of the part.
    static ObjectNode parseObject(Path path, String part, byte[] bytes) throws ModelFormatException {
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode object) return object;
        } catch (IOException e) {
            throw refusal(path, part, e);
        } catch (NumberFormatException e) {
            throw new ModelFormatException(path, part, "holds a number whose exponent is out of range");
        }
        throw new ModelFormatException(path, part, "expected an object in braces");
    }

    /// All bytes of a file that is not larger than it may be.
    static byte[] readBytes(Path path, int mostBytes) throws IOException, ModelFormatException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length <= mostBytes) return bytes;
        }
        throw new ModelFormatException(path, "size", "found more than the " + mostBytes + " bytes expected at most");
    }

    /// The refusal for text that is not JSON, with the position where it stops being JSON.
    static ModelFormatException refusal(Path path, String field, IOException cause) {
        if (!(cause instanceof JsonProcessingException json)) {
            return new ModelFormatException(path, field, "is not valid JSON: " + firstLine(cause.getMessage()));
        }
        JsonLocation at = json.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new ModelFormatException(path, field, "is not valid JSON" + place + ": " + JsonProblem.of(json));
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /// What a value is, in plain words.
    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "the text \"" + shortened(value.textValue()) + "\"";
            case NUMBER, BOOLEAN -> shortened(value.asText());
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /// A kind of token, in plain words.
    static String word(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            case FIELD_NAME -> "a key";
            case END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "the end";
        };
    }
}
