package org.circuitexplorer.engine.session;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeId;

/// A session from its text.
final class SessionJsonReader {
    private static final int MOST = 1 << 24;

    private final JsonFields root;

    SessionJsonReader(JsonFields root) throws ModelFormatException {
        this.root = root;
        String format = root.text("format");
        if (!format.equals(SessionJsonWriter.FORMAT)) {
            throw root.problem("format", "expected " + SessionJsonWriter.FORMAT + ", found " + format);
        }
        long version = root.integer("formatVersion");
        if (version != SessionJsonWriter.VERSION) {
            throw root.problem(
                    "formatVersion", "expected version " + SessionJsonWriter.VERSION + ", found version " + version);
        }
    }

    /// Names of the parts that hold circuits: `circuits`, which every session names, or `others`.
    List<String> names(String field, Set<String> present) throws ModelFormatException {
        if (field.equals(SessionJsonWriter.OTHERS) && !root.has(field)) return List.of();
        List<String> names = root.texts(field);
        for (String name : names) {
            if (!name.startsWith(SessionFile.CIRCUITS) || !present.contains(name)) {
                throw root.problem(field, "expected names of parts under " + SessionFile.CIRCUITS + ", found " + name);
            }
        }
        return names;
    }

    Session session(List<CircuitDocument> circuits, List<CircuitDocument> others) throws ModelFormatException {
        ModelPlace model = model(root.object("model"));
        View view = view(root.object("view"));
        Lecture lecture = lecture(root.object("lecture"));
        List<PastRun> runs = new ArrayList<>();
        if (root.has("runs")) {
            for (JsonFields run : root.objects("runs")) runs.add(run(run));
        }
        root.requireNoOthers();
        return checked(root, "circuits", () -> new Session(model, view, lecture, circuits, others, runs));
    }

    private static ModelPlace model(JsonFields json) throws ModelFormatException {
        String name = json.text("name");
        String sha256 = json.text("sha256");
        String config = json.text("config");
        String path = json.text("path");
        json.requireNoOthers();
        ModelReference model = checked(json, "sha256 or config", () -> new ModelReference(name, sha256, config));
        return checked(json, "path", () -> new ModelPlace(model, path));
    }

    private static Lecture lecture(JsonFields json) throws ModelFormatException {
        String title = json.text("title");
        List<Lecture.Step> steps = new ArrayList<>();
        for (JsonFields step : json.objects("steps")) {
            steps.add(new Lecture.Step(step.text("title"), step.text("text"), view(step.object("view"))));
            step.requireNoOthers();
        }
        json.requireNoOthers();
        return new Lecture(title, steps);
    }

    private static PastRun run(JsonFields json) throws ModelFormatException {
        String task = json.text("task");
        LocalDateTime time = time(json);
        Ablations ablations = ablations(json);
        double loss = json.number("loss");
        double rise = json.number("rise");
        double accuracy = json.number("accuracy");
        json.requireNoOthers();
        return checked(json, "accuracy", () -> new PastRun(task, time, ablations, loss, rise, accuracy));
    }

    private static LocalDateTime time(JsonFields json) throws ModelFormatException {
        String text = json.text("time");
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw json.problem("time", "expected a time such as 2026-11-22T18:50:07, found \"" + text + "\"");
        }
    }

    private static View view(JsonFields json) throws ModelFormatException {
        View view = new View(
                json.text("task"),
                json.has("selection") ? Optional.of(json.node("selection")) : Optional.empty(),
                ablations(json),
                json.has("frame") ? Optional.of(frame(json.object("frame"))) : Optional.empty(),
                look(json),
                prompt(json.object("prompt")),
                json.has("place") ? Optional.of(place(json.object("place"))) : Optional.empty());
        json.requireNoOthers();
        return view;
    }

    private static Ablations ablations(JsonFields json) throws ModelFormatException {
        TreeMap<NodeId, Ablation> byNode = new TreeMap<>();
        TreeMap<NodeId, SortedSet<Integer>> positions = new TreeMap<>();
        for (JsonFields part : json.objects("ablations")) {
            NodeId node = part.node("node");
            if (byNode.put(node, ablation(part)) != null) {
                throw part.problem("node", "expected each node once, found " + node + " again");
            }
            if (part.has("positions")) {
                TreeSet<Integer> tokens = new TreeSet<>();
                for (int token : part.integers("positions", 0, MOST)) tokens.add(token);
                if (tokens.isEmpty()) throw part.problem("positions", "expected at least one position, found none");
                positions.put(node, tokens);
            }
            part.requireNoOthers();
        }
        boolean inverted = json.has("inverted") && json.flag("inverted");
        return new Ablations(byNode, edges(json), positions, inverted);
    }

    private static SortedSet<EdgeId> edges(JsonFields json) throws ModelFormatException {
        SortedSet<EdgeId> edges = new TreeSet<>();
        if (!json.has("ablatedEdges")) return edges;
        for (JsonFields part : json.objects("ablatedEdges")) {
            EdgeId edge = new EdgeId(part.node("source"), part.node("target"));
            part.requireNoOthers();
            if (!edges.add(edge)) {
                throw part.problem("target", "expected each edge once, found " + edge + " again");
            }
        }
        return edges;
    }

    private static Ablation ablation(JsonFields json) throws ModelFormatException {
        String kind = json.text("kind");
        float dose = kind.equals("towards") ? json.float32("dose") : 0;
        return switch (kind) {
            case "mean" -> new Ablation.Mean();
            case "towards" -> checked(json, "dose", () -> new Ablation.Towards(dose));
            case "zero" -> new Ablation.Zero();
            case "value" -> new Ablation.Value(json.float32("value"));
            case "scale" -> new Ablation.Scale(json.float32("factor"));
            case "add" -> new Ablation.Add(json.float32("amount"));
            case "otherPrompt" -> new Ablation.OtherPrompt();
            case "corpus" -> new Ablation.CorpusSample(json.integer("seed"));
            default ->
                throw json.problem(
                        "kind",
                        "expected mean, towards, zero, value, scale, add, otherPrompt or corpus, found \"" + kind
                                + "\"");
        };
    }

    private static Frame frame(JsonFields json) throws ModelFormatException {
        double left = json.number("left");
        double top = json.number("top");
        double right = json.number("right");
        double bottom = json.number("bottom");
        json.requireNoOthers();
        return checked(json, "right or bottom", () -> new Frame(left, top, right, bottom));
    }

    private static View.Look look(JsonFields json) throws ModelFormatException {
        String colouring = json.text("colouring");
        double minimumWeight = json.number("minimumWeight");
        int ghosts = ghosts(json);
        Colouring known = Colouring.ofId(colouring)
                .orElseThrow(() -> json.problem(
                        "colouring",
                        "expected one of "
                                + Arrays.stream(Colouring.values())
                                        .map(Colouring::id)
                                        .toList() + ", found \"" + colouring + "\""));
        TreeSet<String> collapsed = new TreeSet<>(json.has("collapsed") ? json.texts("collapsed") : List.of());
        return checked(json, "minimumWeight", () -> new View.Look(known, minimumWeight, ghosts, collapsed));
    }

    private static int ghosts(JsonFields json) throws ModelFormatException {
        if (!json.flag("ghosts")) return 0;
        return json.has("mostGhosts") ? json.integer("mostGhosts", 1, View.Look.MOST_GHOSTS) : View.Look.FEW_GHOSTS;
    }

    private static ShownPrompt prompt(JsonFields json) throws ModelFormatException {
        ShownPrompt prompt;
        if (json.has("pair")) {
            prompt = new ShownPrompt.Pair(json.integer("pair", 0, MOST));
        } else if (json.has("positive")) {
            List<Integer> positive = tokens(json, "positive");
            List<Integer> negative = tokens(json, "negative");
            int wanted = json.integer("positiveAnswer", 0, MOST);
            int other = json.integer("negativeAnswer", 0, MOST);
            prompt = checked(json, "positive", () -> new ShownPrompt.OwnPair(positive, negative, wanted, other));
        } else {
            String text = json.text("text");
            List<Integer> tokens = tokens(json, "tokens");
            prompt = checked(json, "tokens", () -> new ShownPrompt.Typed(text, tokens));
        }
        json.requireNoOthers();
        return prompt;
    }

    private static List<Integer> tokens(JsonFields json, String field) throws ModelFormatException {
        return Arrays.stream(json.integers(field, 0, MOST)).boxed().toList();
    }

    private static View.Place place(JsonFields json) throws ModelFormatException {
        View.Place place = new View.Place(json.integer("prompt", 0, MOST), json.integer("token", 0, MOST));
        json.requireNoOthers();
        return place;
    }

    private static <T> T checked(JsonFields json, String field, Supplier<T> value) throws ModelFormatException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw json.problem(field, String.valueOf(e.getMessage()));
        }
    }
}
