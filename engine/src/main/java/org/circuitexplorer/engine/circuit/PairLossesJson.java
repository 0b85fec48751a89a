package org.circuitexplorer.engine.circuit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;

/// The fields `losses` and `calibrated` of a part of a circuit file.
final class PairLossesJson {
    private static final String RAW = "losses";
    private static final String CALIBRATED = "calibrated";

    private PairLossesJson() {}

    static void put(ObjectNode json, PairLosses losses) {
        ObjectNode raw = json.putObject(RAW);
        losses.raw().forEach(raw::put);
        if (losses.calibrated().isEmpty()) return;
        ObjectNode calibrated = json.putObject(CALIBRATED);
        losses.calibrated().forEach(calibrated::put);
    }

    static PairLosses read(JsonFields json) throws ModelFormatException {
        SortedMap<String, Double> raw = numbers(json.object(RAW));
        SortedMap<String, Double> calibrated =
                json.has(CALIBRATED) ? numbers(json.object(CALIBRATED)) : new TreeMap<>();
        try {
            return new PairLosses(raw, calibrated);
        } catch (IllegalArgumentException e) {
            throw json.problem(RAW + " or " + CALIBRATED, String.valueOf(e.getMessage()));
        }
    }

    private static SortedMap<String, Double> numbers(JsonFields json) throws ModelFormatException {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (String name : json.names()) numbers.put(name, json.number(name));
        return numbers;
    }
}
