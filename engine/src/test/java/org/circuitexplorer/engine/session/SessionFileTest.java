package org.circuitexplorer.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.SchemaCheck;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ZipParts;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionFileTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final NodeId FIRST = new NodeId(new Site(0, SiteKind.ATTN_Q), 7);
    private static final NodeId SECOND = new NodeId(new Site(2, SiteKind.MLP_NEURON), 78);
    private static final NodeId THIRD = new NodeId(new Site(2, SiteKind.MLP_WRITE), 3);

    private static final NodeId FOURTH = new NodeId(new Site(3, SiteKind.MLP_WRITE), 4);
    private static final NodeId FIFTH = new NodeId(new Site(3, SiteKind.MLP_WRITE), 5);
    private static final NodeId SIXTH = new NodeId(new Site(3, SiteKind.MLP_WRITE), 6);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSessionComesBackAsItWas() throws Exception {
        Session session = session();
        Path file = folder.resolve("a.cex");
        SessionFile.write(file, session);
        Session read = SessionFile.read(file);

        assertThat(read.model()).isEqualTo(session.model());
        assertThat(read.view()).isEqualTo(session.view());
        assertThat(read.lecture()).isEqualTo(session.lecture());
        assertThat(read.circuits()).hasSize(1);
        assertThat(CircuitFile.toBytes(read.circuits().getFirst()))
                .isEqualTo(CircuitFile.toBytes(session.circuits().getFirst()));
        assertThat(read.runs()).isEqualTo(session.runs());
        assertThat(read.others()).hasSize(2);
        assertThat(CircuitFile.toBytes(read.others().getLast()))
                .isEqualTo(CircuitFile.toBytes(session.others().getLast()));
        Path again = folder.resolve("b.cex");
        SessionFile.write(again, read);
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void itsTextFollowsThePublishedSchema() throws Exception {
        String text = SessionJsonWriter.text(session());
        assertThat(SchemaCheck.problems("session.schema.json", new JsonMapper().readTree(text)))
                .isEmpty();
        String other = text.replace("\"scale\"", "\"double\"").replace("\"ghosts\"", "\"spirits\"");
        assertThat(SchemaCheck.problems("session.schema.json", new JsonMapper().readTree(other)))
                .contains("$.view.ablations[1].kind: enum", "$.view.ghosts: required", "$.view.spirits: additional");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "formatVersion" : 1         | "formatVersion" : 2        | formatVersion: expected version 1, found version 2
            "kind" : "scale"            | "kind" : "double"          | ablations[1].kind: expected mean, towards, zero, value, scale, add, otherPrompt or corpus, found "double"
            2.mlp.post_act.78           | 2.mlp.post_act.x           | ablations[1].node: expected the name of a node such as
            "ghosts" : true             | "ghosts" : 1               | view.ghosts: expected true or false, found 1
            "mostGhosts" : 48           | "mostGhosts" : 0           | view.mostGhosts: expected an integer from 1
            "ghosts" : true             | "ghosts" : false           | view.mostGhosts: expected no field of this name
            2026-11-22T18:50:07         | yesterday                  | runs[0].time: expected a time such as 2026-11-22T18:50:07, found "yesterday"
            "accuracy" : 0.75           | "accuracy" : 75            | runs[0].accuracy: expected a share from 0 to 1, found 75.0
            "colouring" : "prompt"      | "colouring" : "loud"       | view.colouring: expected one of [effect, prompt, mean, tau, colour], found "loud"
            "pair" : 3                  | "pair" : -3                | prompt.pair: expected an integer from 0
            "right" : 30.5              | "right" : -30.5            | frame.right or bottom: expected left < right
            circuits/1.circuit.json     | circuits/9.circuit.json    | circuits: expected names of parts under circuits/
            "factor" : 0.3              | "facto" : 0.3              | ablations[1].factor: expected this field, found none
            "title" : "Why"             | "title" : "Why", "x" : 1   | lecture.x: expected no field of this name
            """)
    void whatIsWrongIsNamed(String right, String wrong, String sentence) throws Exception {
        Path file = folder.resolve("a.cex");
        SessionFile.write(file, session());
        Map<String, byte[]> parts = new LinkedHashMap<>(ZipParts.read(file));
        String text = new String(Objects.requireNonNull(parts.get("session.json")), StandardCharsets.UTF_8);
        assertThat(text).contains(right);
        parts.put("session.json", text.replace(right, wrong).getBytes(StandardCharsets.UTF_8));
        Files.write(file, ZipParts.toBytes(parts));
        assertThatThrownBy(() -> SessionFile.read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith("a.cex: ")
                .hasMessageContaining(sentence);
    }

    @Test
    void sessionsThatSayNothingOfRunsAndOfHowManyGhostsAreShownOpenToo() throws Exception {
        Path file = folder.resolve("a.cex");
        SessionFile.write(file, session());
        Map<String, byte[]> parts = new LinkedHashMap<>(ZipParts.read(file));
        ObjectNode json = (ObjectNode) new JsonMapper().readTree(parts.get("session.json"));
        json.remove("runs");
        ((ObjectNode) json.get("view")).remove("mostGhosts");
        parts.put("session.json", new JsonMapper().writeValueAsBytes(json));
        Files.write(file, ZipParts.toBytes(parts));
        Session read = SessionFile.read(file);
        assertThat(read.runs()).isEmpty();
        assertThat(read.view().look().ghosts()).isEqualTo(View.Look.FEW_GHOSTS);
    }

    @Test
    void partsThatDoNotBelongAreRefused() throws Exception {
        Path file = folder.resolve("a.cex");
        SessionFile.write(file, session());
        Map<String, byte[]> parts = new LinkedHashMap<>(ZipParts.read(file));
        parts.put("../outside.txt", new byte[] {1});
        Files.write(file, ZipParts.toBytes(parts));
        assertThatThrownBy(() -> SessionFile.read(file))
                .hasMessage("a.cex: ../outside.txt: expected no part of this name, found one");
        Files.write(file, ZipParts.toBytes(Map.of("circuits/1.circuit.json", new byte[] {1})));
        assertThatThrownBy(() -> SessionFile.read(file))
                .hasMessage("a.cex: session.json: expected this part, found none");
        Files.writeString(file, "no archive");
        assertThatThrownBy(() -> SessionFile.read(file)).hasMessageContaining("not a zip archive");
    }

    @Test
    void theModelIsFoundFromTheSessionsFolder() {
        ModelReference model = new ModelReference("m", SHA, SHA);
        Path weights = folder.resolve("models/m/model.safetensors");
        Path inside = folder.resolve("models/m/lectures/a.cex");
        Path outside = folder.resolve("a.cex");
        assertThat(ModelPlace.of(model, weights, inside).path()).isEqualTo("../model.safetensors");
        assertThat(ModelPlace.of(model, weights, inside).from(inside)).isEqualTo(weights);
        assertThat(ModelPlace.of(model, weights, outside).from(inside)).isEqualTo(weights);
    }

    private static Session session() throws Exception {
        Ablations ablations = new Ablations(
                new TreeMap<>(Map.of(
                        FIRST,
                        new Ablation.Value(1.25f),
                        SECOND,
                        new Ablation.Scale(0.3f),
                        THIRD,
                        new Ablation.Towards(0.7f),
                        FOURTH,
                        new Ablation.Add(-1.5f),
                        FIFTH,
                        new Ablation.CorpusSample(7),
                        SIXTH,
                        new Ablation.OtherPrompt())),
                new TreeSet<>(Set.of(new EdgeId(FIRST, SECOND))),
                new TreeMap<>(Map.of(THIRD, new TreeSet<>(Set.of(0, 4)))),
                true);
        View view = new View(
                "with_open",
                Optional.of(FIRST),
                ablations,
                Optional.of(new Frame(-1.5, 0, 30.5, 20)),
                new View.Look(Colouring.PROMPT, 0.125, 48, new TreeSet<>(Set.of("2.mlp"))),
                new ShownPrompt.Pair(3),
                Optional.of(new View.Place(1, 2)));
        View typed = new View(
                "with_open",
                Optional.empty(),
                Ablations.NONE,
                Optional.empty(),
                View.Look.PLAIN,
                new ShownPrompt.Typed("a \"b\"\n", List.of(1, 2)),
                Optional.empty());
        View own = new View(
                "with_open",
                Optional.empty(),
                Ablations.NONE,
                Optional.empty(),
                View.Look.PLAIN,
                new ShownPrompt.OwnPair(List.of(1, 2), List.of(1, 3, 4), 5, 6),
                Optional.empty());
        Path circuit = Path.of(
                Objects.requireNonNull(System.getProperty("sample.models")),
                "tinypython-3L-wide/circuits/with_open.circuit.json");
        CircuitDocument document = CircuitFile.read(circuit);
        return new Session(
                new ModelPlace(document.model(), "../m"),
                view,
                new Lecture(
                        "Why",
                        List.of(
                                new Lecture.Step("First", "It **begins**.", typed),
                                new Lecture.Step("Then", "It goes on.", own))),
                List.of(document),
                List.of(document, document),
                List.of(
                        new PastRun(
                                "with_open", LocalDateTime.parse("2026-11-22T18:50:07.5"), ablations, 0.5, 0.25, 0.75),
                        new PastRun("other", LocalDateTime.parse("2026-11-22T19:00:00"), Ablations.NONE, 0.25, 0, 1)));
    }
}
