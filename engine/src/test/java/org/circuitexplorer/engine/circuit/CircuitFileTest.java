package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.token.RuleScore;
import org.circuitexplorer.engine.token.TokenRule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitFileTest {
    private static final String SHA = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private final SparseTransformer model = SmallModel.create(3);
    private final NodeIndex index = new NodeIndex(model.config());
    private final CircuitDocument document = document();
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("a" + CircuitFile.SUFFIX);
        CircuitFile.write(file, document);
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        CircuitDocument read = CircuitFile.read(file, model);
        assertThat(read)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringFields("means")
                .isEqualTo(document);
        assertThat(read.means(index)).isEqualTo(document.means(index));
    }

    @Test
    void nothingButTheFileIsLeftInTheFolder() throws IOException {
        CircuitFile.write(file, document);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailedSaveLeavesTheOldFile() throws IOException {
        Path missing = folder.resolve("missing").resolve("b" + CircuitFile.SUFFIX);
        assertThatThrownBy(() -> CircuitFile.write(missing, document)).isInstanceOf(IOException.class);
        assertThat(file).exists();
    }

    @Test
    void aCutFileIsRefusedWhereverItIsCut() throws IOException {
        String text = Files.readString(file);
        for (int length = 0; length < text.length() - 2; length += 97) {
            Files.writeString(file, text.substring(0, length));
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> CircuitFile.read(file))
                    .withMessageStartingWith("a.circuit.json: ");
        }
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"formatVersion\" : 1 | \"formatVersion\" : 2 | formatVersion: expected version 1, found version 2",
                "\"formatVersion\" : 1 | \"formatVersion\" : \"1\" | formatVersion: expected an integer, found \"1\"",
                "circuit-explorer-circuit | a-picture | format: expected circuit-explorer-circuit, found a-picture",
                "\"id\" : \"0.mlp.act_in.2\" | \"id\" : \"0.mlp.act_in.99\" | expected a node that has a mean",
                "\"id\" : \"0.mlp.act_in.2\" | \"id\" : \"0.mlp.post_act.5\" | expected each node once",
                "\"id\" : \"0.mlp.act_in.2\" | \"id\" : \"9.mlp.act_in.2\" | expected a node that has a mean",
                "\"id\" : \"0.mlp.act_in.2\" | \"id\" : \"0.resid_mid.2\" | expected the name of a node such as",
                "\"id\" : \"0.mlp.act_in.2\" | \"id\" : \"0.mlp.act_in.02\" | expected the name of a node such as",
                "\"id\" : \"0.mlp.act_in.2\" | \"id\" : 7 | nodes[0].id: expected a text, found 7",
                "\"tau\" : 0.5 | \"tau\" : 1.5 | expected tau from -1 to 1, found 1.5",
                "\"tau\" : 0.5 | \"tau\" : NaN | JSON: is not valid JSON",
                "\"tau\" : 0.5 | \"tau\" : 1e999 | expected a finite number, found 1",
                "\"tau\" : 0.5 | \"shape\" : 1 | nodes[0].shape: expected no field of this name",
                "\"colour\" : \"#ff8800\" | \"colour\" : \"orange\" | expected a colour such as #ff8800, found orange",
                "\"expression\" : \"a+\" | \"expression\" : \"(\" | rule.expression: expected a regular expression, found (",
                "\"expression\" : \"a+\" | \"tokens\" : [] | rule.tokens: expected 1 to 1000 tokens",
                "\"expression\" : \"a+\" | \"shape\" : 1 | rule.tokens: expected this field, found none",
                "\"both\" : 2 | \"both\" : 5 | rule.score: expected counts of the same tokens, found 10 tokens",
                "\"seed\" : 7 | \"sowing\" : 7 | provenance.seed: expected this field, found none",
                "\"seed\" : 7 | \"seed\" : 7.5 | provenance.seed: expected an integer, found 7.5",
                "\"complete\" : true | \"complete\" : 1 | provenance.complete: expected true or false, found 1",
                "2026-11-21T10:00:00Z | yesterday | provenance.created: expected a time such as",
                "\"circuit\" : 0.125 | \"circuit\" : -1 | losses.test: expected a loss of 0 or more, found -1.0",
                "\"sha256\" : \"0123 | \"sha256\" : \"g123 | model.sha256: expected 64 hexadecimal digits",
                "\"losses\" : { | \"losses\" : [], \"x\" : { | losses: expected an object, found a list",
                "\"format\" : | \"format\" : 1, \"format\" : | JSON: is not valid JSON",
            })
    void damageIsRefusedInOneSentence(String found, String damaged, String sentence) throws IOException {
        replace(found, damaged);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file, model))
                .withMessageStartingWith("a.circuit.json: ")
                .withMessageContaining(sentence);
    }

    @Test
    void aWeightThatIsNotTheModelsIsRefused() throws IOException {
        CircuitEdge edge = document.edges().getFirst();
        replace("\"weight\" : " + edge.weight(), "\"weight\" : 0.123");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file, model))
                .withMessageContaining("edges[0]: expected the model's")
                .withMessageContaining("found")
                .withMessageEndingWith("= 0.123");
    }

    @Test
    void anotherModelsCircuitIsRefused() throws Exception {
        assertThat(CircuitFile.read(file).model()).isEqualTo(document.model());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file, SmallModel.createOther(3)))
                .withMessageContaining("model.config: expected");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file, SmallModel.create(4)))
                .withMessageContaining("edges");
    }

    @Test
    void aPathIsKeptAndMustPassThroughTheCircuit() throws Exception {
        List<NodeId> nodes = new ArrayList<>(document.circuit().nodeSet());
        int size = nodes.size();
        nodes.add(node("1.attn.q.0"));
        CircuitFile.write(
                file,
                document.withPath(new BudgetPath(
                        nodes, List.of(new BudgetPath.Point(0, 0, 2), new BudgetPath.Point(size, 3, 0.125)))));

        BudgetPath read = CircuitFile.read(file, model).path().orElseThrow();
        assertThat(read.nodes()).isEqualTo(nodes);
        assertThat(read.points().getLast()).isEqualTo(new BudgetPath.Point(size, 3, 0.125));

        replace("\"size\" : " + size, "\"size\" : 0");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file))
                .withMessage("a.circuit.json: path.nodes or points: expected rising sizes, found 0 after 0");
        Collections.reverse(nodes);
        assertThatThrownBy(() -> document.withPath(new BudgetPath(nodes, List.of())))
                .hasMessageContaining("expected a path whose first " + size + " nodes are those of the circuit");
    }

    private static final PairLosses LOSSES = new PairLosses(new TreeMap<>(Map.of("train", 0.25)), new TreeMap<>());

    @Test
    void endsAreKeptAndMustFitTheModel() throws Exception {
        List<Integer> tokens = List.of(7, 3);
        List<Integer> answers = List.of(2);
        float[] elsewhere = new float[model.config().modelWidth()];
        Arrays.fill(elsewhere, 0.125f);
        int edges = CircuitEnds.weights(model, document.circuit(), tokens, answers);
        CircuitFile.write(file, document.withEnds(new CircuitEnds(tokens, answers, edges, elsewhere, LOSSES)));

        CircuitEnds read = CircuitFile.read(file, model).ends().orElseThrow();
        assertThat(read.tokens()).isEqualTo(tokens);
        assertThat(read.answers()).isEqualTo(answers);
        assertThat(read.edges()).isEqualTo(edges).isPositive();
        assertThat(read.elsewhere()).isEqualTo(elsewhere);
        assertThat(read.losses()).isEqualTo(LOSSES);
        assertThat(read.nodes()).isEqualTo(3);

        refused(new CircuitEnds(List.of(20), answers, edges, elsewhere, LOSSES), "expected tokens below 20, found 20");
        refused(
                new CircuitEnds(tokens, answers, edges + 1, elsewhere, LOSSES),
                "expected the model's " + edges + " edges, found " + (edges + 1));
        refused(
                new CircuitEnds(tokens, answers, edges, new float[2], LOSSES),
                "expected an embedding of " + elsewhere.length + " values elsewhere, found 2");
        CircuitFile.write(file, document.withEnds(new CircuitEnds(tokens, answers, edges, elsewhere, LOSSES)));
        replace("\"tokens\" : [ 7, 3 ]", "\"tokens\" : [ 7, 7 ]");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file))
                .withMessage("a.circuit.json: ends.tokens, answers or elsewhere: tokens: expected each token once, "
                        + "found one again");
    }

    private void refused(CircuitEnds ends, String sentence) throws IOException {
        CircuitFile.write(file, document.withEnds(ends));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file, model))
                .withMessage("a.circuit.json: ends: " + sentence);
    }

    @Test
    void usedEdgesAreKeptAndMustBeEdgesOfTheCircuit() throws Exception {
        CircuitEdge edge = document.edges().getLast();
        UsedEdges used = new UsedEdges(new TreeSet<>(List.of(edge)), LOSSES);
        CircuitFile.write(file, document.withUsedEdges(used));

        assertThat(CircuitFile.read(file, model).used()).contains(used);
        assertThat(used.unusedOf(document.edges()))
                .containsExactlyElementsOf(
                        document.edges().subList(0, document.edges().size() - 1));

        replace("\"train\" : 0.25", "\"train\" : -0.25");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file))
                .withMessage(
                        "a.circuit.json: usedEdges.losses or calibrated: train: expected a loss of 0 or more, found -0.25");
        CircuitFile.write(file, document.withUsedEdges(used));
        String text = Files.readString(file);
        int at = text.indexOf("\"usedEdges\"");
        String source = "\"source\" : \"" + edge.source() + "\"";
        Files.writeString(
                file,
                text.substring(0, at) + text.substring(at).replace(source, "\"source\" : \"" + edge.target() + "\""));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> CircuitFile.read(file))
                .withMessageContaining("usedEdges.edges[0].target: expected an edge of the circuit, found "
                        + edge.target() + " to " + edge.target());
        CircuitEdge other = new CircuitEdge(edge.target(), edge.target(), 1, "x", 0, 0);
        UsedEdges foreign = new UsedEdges(new TreeSet<>(List.of(other)), LOSSES);
        assertThatThrownBy(() -> document.withUsedEdges(foreign)).hasMessageContaining("expected used edges");
    }

    private void replace(String found, String damaged) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(found);
        Files.writeString(file, text.replaceFirst(Pattern.quote(found), damaged));
    }

    private CircuitDocument document() {
        NodeEdges weights = new NodeEdges(model);
        NodeId read = node("0.mlp.act_in.2");
        NodeId neuron = node("0.mlp.post_act.5");
        Circuit circuit = Circuit.of(Stream.concat(
                        Stream.of(read, neuron), weights.into(neuron).stream().map(CircuitEdge::source))
                .toList());
        circuit = circuit.withInfo(
                circuit.nodeSet().first(),
                info -> info.withTau(0.5)
                        .withEffect(1.25)
                        .withLabel("\"quote\" détecteur")
                        .withNote("line\nbreak")
                        .withColour("#ff8800")
                        .withGroup("quotes")
                        .withRule(Optional.of(
                                new NodeRule(TokenRule.parse("/a+/"), Optional.of(new RuleScore(0.5, 10, 4, 3, 2))))));
        return new CircuitDocument(
                ModelReference.of("small", SHA, model.config()),
                TaskReference.of(new Task("letters", SmallModel.pairs(3, 1), SmallModel.pairs(2, 2))),
                circuit,
                CircuitGraph.of(model, circuit).edges(),
                CircuitDocument.bySite(index, SmallModel.means(model, 5)),
                new TreeMap<>(Map.of("test", new CircuitLosses(0.01, 0.125, 2.5))),
                new Provenance(
                        new TreeMap<>(Map.of("targetLoss", 0.15)),
                        7,
                        true,
                        "0.1.0",
                        Instant.parse("2026-11-21T10:00:00Z")));
    }

    private NodeId node(String name) {
        return NodeId.parse(name, model.config()).orElseThrow();
    }
}
