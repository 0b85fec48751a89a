package org.circuitexplorer.engine.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.model.NodeId;

/// The text of a session. Numbers are written with the digits that bring back the same number.
final class SessionJsonWriter {
    static final String FORMAT = "circuit-explorer-session";
    static final int VERSION = 1;
    static final String OTHERS = "others";

    private static final JsonMapper MAPPER = new JsonMapper();

    private SessionJsonWriter() {}

    static String text(Session session) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root(session)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode root(Session session) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("formatVersion", VERSION);
        ModelReference model = session.model().model();
        root.putObject("model")
                .put("name", model.name())
                .put("sha256", model.sha256())
                .put("config", model.config())
                .put("path", session.model().path());
        putView(root.putObject("view"), session.view());
        ObjectNode lecture =
                root.putObject("lecture").put("title", session.lecture().title());
        ArrayNode steps = lecture.putArray("steps");
        for (Lecture.Step step : session.lecture().steps()) {
            ObjectNode json = steps.addObject().put("title", step.title()).put("text", step.text());
            putView(json.putObject("view"), step.view());
        }
        session.runs().forEach(run -> putRun(root.withArray("runs").addObject(), run));
        ArrayNode circuits = root.putArray("circuits");
        int own = session.circuits().size();
        for (int i = 0; i < own; i++) circuits.add(SessionFile.circuit(i));
        for (int i = 0; i < session.others().size(); i++) root.withArray(OTHERS).add(SessionFile.circuit(own + i));
        return root;
    }

    private static void putView(ObjectNode json, View view) {
        json.put("task", view.task());
        view.selection().ifPresent(node -> json.put("selection", node.name()));
        putAblations(json, view.ablations());
        view.frame()
                .ifPresent(f -> json.putObject("frame")
                        .put("left", f.left())
                        .put("top", f.top())
                        .put("right", f.right())
                        .put("bottom", f.bottom()));
        json.put("colouring", view.look().colouring().id())
                .put("minimumWeight", view.look().minimumWeight())
                .put("ghosts", view.look().ghosts() > 0);
        if (view.look().ghosts() > 0 && view.look().ghosts() != View.Look.FEW_GHOSTS) {
            json.put("mostGhosts", view.look().ghosts());
        }
        if (!view.look().collapsed().isEmpty()) {
            view.look().collapsed().forEach(json.putArray("collapsed")::add);
        }
        ObjectNode prompt = json.putObject("prompt");
        switch (view.prompt()) {
            case ShownPrompt.Pair(int number) -> prompt.put("pair", number);
            case ShownPrompt.Typed typed -> {
                ArrayNode tokens = prompt.put("text", typed.text()).putArray("tokens");
                typed.tokens().forEach(tokens::add);
            }
            case ShownPrompt.OwnPair own -> {
                own.positive().forEach(prompt.putArray("positive")::add);
                own.negative().forEach(prompt.putArray("negative")::add);
                prompt.put("positiveAnswer", own.positiveAnswer()).put("negativeAnswer", own.negativeAnswer());
            }
        }
        view.place()
                .ifPresent(
                        p -> json.putObject("place").put("prompt", p.prompt()).put("token", p.token()));
    }

    private static void putRun(ObjectNode json, PastRun run) {
        json.put("task", run.task()).put("time", run.time().toString());
        putAblations(json, run.ablations());
        json.put("loss", run.loss()).put("rise", run.rise()).put("accuracy", run.accuracy());
    }

    private static void putAblations(ObjectNode json, Ablations ablations) {
        ArrayNode nodes = json.putArray("ablations");
        ablations.byNode().forEach((node, ablation) -> {
            ObjectNode part = nodes.addObject();
            putAblation(part, node, ablation);
            ablations.positionsOf(node).ifPresent(tokens -> tokens.forEach(part.withArray("positions")::add));
        });
        if (!ablations.edges().isEmpty()) putEdges(json.putArray("ablatedEdges"), ablations);
        if (ablations.inverted()) json.put("inverted", true);
    }

    private static void putEdges(ArrayNode json, Ablations ablations) {
        for (EdgeId edge : ablations.edges()) {
            json.addObject()
                    .put("source", edge.source().name())
                    .put("target", edge.target().name());
        }
    }

    private static void putAblation(ObjectNode json, NodeId node, Ablation ablation) {
        json.put("node", node.name());
        switch (ablation) {
            case Ablation.Mean() -> json.put("kind", "mean");
            case Ablation.Towards(float dose) -> json.put("kind", "towards").put("dose", dose);
            case Ablation.Zero() -> json.put("kind", "zero");
            case Ablation.Value(float value) -> json.put("kind", "value").put("value", value);
            case Ablation.Scale(float factor) -> json.put("kind", "scale").put("factor", factor);
            case Ablation.Add(float amount) -> json.put("kind", "add").put("amount", amount);
            case Ablation.OtherPrompt() -> json.put("kind", "otherPrompt");
            case Ablation.CorpusSample(long seed) -> json.put("kind", "corpus").put("seed", seed);
        }
    }
}
