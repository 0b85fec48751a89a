package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Typed look-ups in a JSON object; a key that holds null counts as absent.
///
/// @param prefix what stands before a key in messages
record ConfigFields(Path path, String prefix, ObjectNode object) {
    /// The largest size that a configuration may claim.
    static final int MOST = 1 << 24;

    ConfigFields(Path path, ObjectNode object) {
        this(path, "", object);
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    /// A size of at least 1 that must be there.
    int size(String key) throws ModelFormatException {
        if (!has(key)) throw refused(key, "is missing, expected a whole number");
        return size(key, 0);
    }

    /// A size of at least 1, or the default where there is none.
    int size(String key, int absent) throws ModelFormatException {
        JsonNode value = value(key);
        if (value == null) return absent;
        if (!value.isIntegralNumber()) throw wrongType(key, value, "a whole number");
        if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > MOST) {
            throw refused(key, "is " + value.asText() + ", expected 1 to " + MOST);
        }
        return value.intValue();
    }

    boolean truth(String key, boolean absent) throws ModelFormatException {
        JsonNode value = value(key);
        if (value == null) return absent;
        if (!value.isBoolean()) throw wrongType(key, value, "true or false");
        return value.booleanValue();
    }

    double number(String key, double absent) throws ModelFormatException {
        JsonNode value = value(key);
        if (value == null) return absent;
        if (!value.isNumber()) throw wrongType(key, value, "a number");
        return value.doubleValue();
    }

    String text(String key, String absent) throws ModelFormatException {
        JsonNode value = value(key);
        if (value == null) return absent;
        if (!value.isTextual()) throw wrongType(key, value, "a text");
        return value.textValue();
    }

    /// The object of a key, an empty one where there is none.
    ConfigFields object(String key) throws ModelFormatException {
        JsonNode value = value(key);
        if (value == null) return new ConfigFields(path, key + ".", object.objectNode());
        if (value instanceof ObjectNode inner) return new ConfigFields(path, key + ".", inner);
        throw wrongType(key, value, "an object");
    }

    ModelFormatException refused(String key, String problem) {
        return new ModelFormatException(path, prefix + key, problem);
    }

    private @Nullable JsonNode value(String key) {
        return has(key) ? object.get(key) : null;
    }

    private ModelFormatException wrongType(String key, JsonNode found, String expected) {
        return refused(key, "is " + Json.describe(found) + ", expected " + expected);
    }
}
