package org.circuitexplorer.engine.circuit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;

/// The field `ends` of a circuit file.
final class CircuitEndsJson {
    private static final int MAXIMUM_TOKENS = 1 << 24;

    private CircuitEndsJson() {}

    static void put(ObjectNode json, CircuitEnds ends) {
        ends.tokens().forEach(json.putArray("tokens")::add);
        ends.answers().forEach(json.putArray("answers")::add);
        json.put("edges", ends.edges());
        ArrayNode elsewhere = json.putArray("elsewhere");
        for (float value : ends.elsewhere()) elsewhere.add(value);
        PairLossesJson.put(json, ends.losses());
    }

    static CircuitEnds read(JsonFields json) throws ModelFormatException {
        List<Integer> tokens = ids(json, "tokens");
        List<Integer> answers = ids(json, "answers");
        int edges = json.integer("edges", 0, Integer.MAX_VALUE);
        float[] elsewhere = json.floats("elsewhere");
        PairLosses losses = PairLossesJson.read(json);
        json.requireNoOthers();
        try {
            return new CircuitEnds(tokens, answers, edges, elsewhere, losses);
        } catch (IllegalArgumentException e) {
            throw json.problem("tokens, answers or elsewhere", String.valueOf(e.getMessage()));
        }
    }

    private static List<Integer> ids(JsonFields json, String name) throws ModelFormatException {
        return Arrays.stream(json.integers(name, 0, MAXIMUM_TOKENS)).boxed().toList();
    }
}
