package org.circuitexplorer.engine.circuit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Compares JSON with a schema of `docs`, as far as those schemas go: types, required and allowed fields, patterns,
/// constants and bounds.
public final class SchemaCheck {
    private static final JsonMapper MAPPER = new JsonMapper();

    private SchemaCheck() {}

    /// What does not follow the schema, each as `place: rule`.
    public static List<String> problems(String schemaName, JsonNode file) throws IOException {
        // Tests run in the module's folder.
        JsonNode schema = MAPPER.readTree(Path.of("..", "docs", schemaName).toFile());
        List<String> problems = new ArrayList<>();
        check(schema, schema, file, "$", problems);
        return problems;
    }

    private static void check(JsonNode root, JsonNode rule, JsonNode value, String at, List<String> problems) {
        JsonNode schema =
                rule.has("$ref") ? root.at(rule.get("$ref").textValue().substring(1)) : rule;
        if (schema.has("const") && !schema.get("const").equals(value)) problems.add(at + ": const");
        if (schema.has("enum") && !contains(schema.get("enum"), value)) problems.add(at + ": enum");
        if (schema.has("type") && !isOfType(schema.get("type").textValue(), value)) problems.add(at + ": type");
        if (schema.has("pattern") && !Pattern.matches(schema.get("pattern").textValue(), value.asText()))
            problems.add(at + ": pattern");
        if (schema.has("minimum") && value.doubleValue() < schema.get("minimum").doubleValue()) {
            problems.add(at + ": minimum");
        }
        if (schema.has("maximum") && value.doubleValue() > schema.get("maximum").doubleValue()) {
            problems.add(at + ": maximum");
        }
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.textValue())) problems.add(at + "." + name.textValue() + ": required");
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = at + "." + field.getKey();
            JsonNode known = schema.path("properties").path(field.getKey());
            JsonNode other = schema.path("additionalProperties");
            if (known.isObject()) check(root, known, field.getValue(), name, problems);
            else if (other.isObject()) check(root, other, field.getValue(), name, problems);
            else problems.add(name + ": additional");
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(root, schema.get("items"), value.get(i), at + "[" + i + "]", problems);
        }
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) if (each.equals(value)) return true;
        return false;
    }
}
