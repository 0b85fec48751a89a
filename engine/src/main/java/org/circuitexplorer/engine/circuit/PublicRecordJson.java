package org.circuitexplorer.engine.circuit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.VizData.HistoryPoint;
import org.circuitexplorer.engine.io.VizData.Sample;
import org.circuitexplorer.engine.model.NodeId;

/// The field `published` of a circuit file.
final class PublicRecordJson {
    private static final int MAXIMUM_TOKEN = 1 << 24;

    private PublicRecordJson() {}

    static void put(ObjectNode json, PublicRecord record) {
        ObjectNode losses = json.putObject("losses");
        record.losses().forEach(losses::put);
        ArrayNode history = json.putArray("history");
        for (HistoryPoint point : record.history()) {
            history.addObject().put("step", point.step()).put("loss", point.loss());
        }
        ObjectNode settings = json.putObject("settings");
        record.settings().forEach(settings::put);
        ArrayNode prompts = json.putArray("prompts");
        for (int[] prompt : record.prompts()) putIntegers(prompts.addObject().putArray("tokens"), prompt);
        ArrayNode answers = json.putArray("answers");
        for (int[] pair : record.answers()) {
            answers.addObject().put("first", pair[0]).put("second", pair[1]);
        }
        ArrayNode samples = json.putArray("samples");
        record.samples().forEach((node, list) -> list.forEach(sample -> putSample(samples.addObject(), node, sample)));
    }

    private static void putSample(ObjectNode json, NodeId node, Sample sample) {
        json.put("node", node.name())
                .put("fraction", sample.fraction())
                .put("top", sample.top())
                .put("position", sample.position());
        putIntegers(json.putArray("tokens"), sample.tokens());
        ArrayNode activations = json.putArray("activations");
        for (float value : sample.activations()) activations.add(value);
    }

    private static void putIntegers(ArrayNode json, int[] values) {
        for (int value : values) json.add(value);
    }

    static PublicRecord read(JsonFields json) throws ModelFormatException {
        SortedMap<String, Double> losses = new TreeMap<>();
        JsonFields lossFields = json.object("losses");
        for (String name : lossFields.names()) losses.put(name, lossFields.number(name));
        SortedMap<String, String> settings = new TreeMap<>();
        JsonFields settingFields = json.object("settings");
        for (String name : settingFields.names()) settings.put(name, settingFields.text(name));
        List<int[]> prompts = prompts(json);
        PublicRecord record = new PublicRecord(
                losses, history(json), settings, prompts, answers(json, prompts.size()), samples(json));
        json.requireNoOthers();
        return record;
    }

    private static List<HistoryPoint> history(JsonFields json) throws ModelFormatException {
        List<HistoryPoint> history = new ArrayList<>();
        for (JsonFields point : json.objects("history")) {
            history.add(new HistoryPoint(point.integer("step"), point.number("loss")));
            point.requireNoOthers();
        }
        return history;
    }

    private static List<int[]> prompts(JsonFields json) throws ModelFormatException {
        List<int[]> prompts = new ArrayList<>();
        for (JsonFields prompt : json.objects("prompts")) {
            prompts.add(prompt.integers("tokens", 0, MAXIMUM_TOKEN));
            prompt.requireNoOthers();
        }
        return prompts;
    }

    private static List<int[]> answers(JsonFields json, int prompts) throws ModelFormatException {
        List<int[]> answers = new ArrayList<>();
        for (JsonFields pair : json.objects("answers")) {
            answers.add(new int[] {pair.integer("first", 0, MAXIMUM_TOKEN), pair.integer("second", 0, MAXIMUM_TOKEN)});
            pair.requireNoOthers();
        }
        if (!answers.isEmpty() && 2 * answers.size() != prompts) {
            throw json.problem(
                    "answers", "expected one for each pair of " + prompts + " prompts, found " + answers.size());
        }
        return answers;
    }

    private static NavigableMap<NodeId, List<Sample>> samples(JsonFields json) throws ModelFormatException {
        NavigableMap<NodeId, List<Sample>> samples = new TreeMap<>();
        for (JsonFields part : json.objects("samples")) {
            NodeId node = part.node("node");
            int[] tokens = part.integers("tokens", 0, MAXIMUM_TOKEN);
            float[] activations = part.floats("activations");
            if (activations.length != tokens.length) {
                throw part.problem(
                        "activations",
                        "expected one for each of " + tokens.length + " tokens, found " + activations.length);
            }
            int position = part.integer("position", 0, tokens.length);
            samples.computeIfAbsent(node, n -> new ArrayList<>())
                    .add(new Sample(part.number("fraction"), part.flag("top"), tokens, activations, position));
            part.requireNoOthers();
        }
        return samples;
    }
}
