package org.circuitexplorer.app.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.Tint;
import org.circuitexplorer.viewer.token.VisibleText;
import org.junit.jupiter.api.Test;

class CircuitPicturesTest {
    private static final Path WIDE =
            Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L-wide");

    @Test
    void positionChannelsAreNodesOfTheirOwn() throws IOException, ModelFormatException {
        LoadedModel loaded = ModelLoader.load(WIDE, ProgressListener.NONE, new CancelToken());
        NodeId position = NodeId.parse(
                        "1.attn.act_in.pos 4", loaded.transformer().config())
                .orElseThrow();
        NodeId stream =
                NodeId.parse("1.attn.act_in.4", loaded.transformer().config()).orElseThrow();
        CircuitPicture picture = new CircuitPictures(loaded.transformer(), Integer::toString)
                .of(
                        CircuitGraph.of(loaded.transformer(), Circuit.of(List.of(stream, position))),
                        List.of(),
                        node -> new NodeFace(0.5, Tint.ACCENT, "", NodeState.ACTIVE));
        assertThat(position.name()).isEqualTo("1.attn.act_in.196");
        assertThat(picture.nodes().stream().map(PictureNode::shape).toList())
                .containsExactly(NodeShape.READ, NodeShape.POSITION);
        assertThat(picture.nodes().stream().map(PictureNode::text).toList()).containsExactly("4", "pos 4");
        assertThat(picture.nodes().getLast().name()).isEqualTo("1.attn.act_in · pos 4");
    }

    @Test
    void edgesThatTheCircuitDoesNotUseAreMarked() throws IOException, ModelFormatException {
        LoadedModel loaded = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken());
        CircuitDocument document = CircuitFile.read(SAMPLE.resolve("circuits/bracket_counting.circuit.json"));
        CircuitPicture whole = new CircuitPictures(loaded.transformer(), Integer::toString)
                .of(
                        CircuitGraph.of(loaded.transformer(), document.circuit()),
                        List.of(),
                        node -> new NodeFace(0.5, Tint.ACCENT, "", NodeState.ACTIVE));
        Set<String> unused = CircuitPictures.showingUse(whole, document).edges().stream()
                .filter(PictureEdge::unused)
                .map(e -> e.source() + " " + e.target())
                .collect(Collectors.toSet());
        Set<String> expected = document.edges().stream()
                .filter(e -> !document.used().orElseThrow().edges().contains(e))
                .map(e -> e.source() + " " + e.target())
                .collect(Collectors.toSet());
        assertThat(unused).isNotEmpty().isEqualTo(expected);
    }

    private static final Path SAMPLE =
            Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L");

    @Test
    void theQuoteCircuitIsDrawnWhole() throws IOException, ModelFormatException {
        LoadedModel loaded = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken());
        Task task = TaskReader.read(SAMPLE.resolve("tasks/single_double_quote.json"));
        Circuit circuit = Circuit.of(Stream.of(
                        "0.mlp.act_in.11",
                        "0.mlp.post_act.343",
                        "0.mlp.resid_delta.16",
                        "2.attn.act_in.16",
                        "2.attn.act_in.50",
                        "2.attn.k.25",
                        "2.attn.q.25",
                        "2.attn.v.18",
                        "2.attn.resid_delta.80")
                .map(name -> NodeId.parse(name, loaded.transformer().config()).orElseThrow())
                .toList());
        CircuitGraph graph = CircuitGraph.of(loaded.transformer(), circuit);
        CircuitPicture picture = new CircuitPictures(
                        loaded.transformer(),
                        t -> VisibleText.of(loaded.tokenizer().orElseThrow().tokenText(t)))
                .of(graph, task.test(), node -> new NodeFace(0.5, Tint.ACCENT, "", NodeState.ACTIVE));
        assertThat(picture.bands().stream().map(PictureBand::id).toList())
                .containsExactly(
                        "tokens",
                        "0.mlp read",
                        "0.mlp neuron",
                        "0.mlp write",
                        "2.attn read",
                        "2.attn q·k·v",
                        "2.attn write",
                        "logits");
        assertThat(count(picture, EdgeKind.WEIGHT)).isEqualTo(graph.edges().size());
        assertThat(count(picture, EdgeKind.PAIRING)).isEqualTo(1);
        assertThat(count(picture, EdgeKind.RESIDUAL)).isEqualTo(1);
        PictureNode value = Objects.requireNonNull(picture.nodesById().get("2.attn.v.18"));
        assertThat(value.text()).isEqualTo("1·2");
        assertThat(value.name()).isEqualTo("2.attn.v · head 1 · channel 2");
        List<String> answers = picture.nodes().stream()
                .filter(n -> n.shape() == NodeShape.ANSWER)
                .map(PictureNode::text)
                .toList();
        assertThat(answers).containsExactlyInAnyOrder("')⏎", "\")⏎");
        partsAreOneNodeAndTheOthersKeepTheirOrder(loaded, circuit, picture);
    }

    private static void partsAreOneNodeAndTheOthersKeepTheirOrder(
            LoadedModel loaded, Circuit circuit, CircuitPicture picture) {
        Collapse collapse = Collapse.of(
                List.of("0.mlp", "2.attn head 1", "2.mlp"),
                circuit,
                loaded.transformer().config());
        assertThat(collapse.parts()).containsOnlyKeys("0.mlp", "2.attn head 1");
        CircuitPicture folded = collapse.in(picture);
        String part = collapse.shownAs(circuit.nodeSet().first());
        assertThat(folded.nodesById()).containsKey(part).doesNotContainKey("0.mlp.post_act.343");
        assertThat(collapse.hidden(part).orElseThrow()).hasSize(3);
        assertThat(folded.nodes()).hasSize(picture.nodes().size() - 3 - 3 + 2);
        assertThat(folded.edges()).noneMatch(e -> e.source().equals(e.target()));
        GraphLayout before = LayeredLayout.of(picture.structure());
        GraphLayout after = LayeredLayout.of(folded.structure(), before);
        List<String> answers = picture.nodes().stream()
                .filter(n -> n.shape() == NodeShape.ANSWER)
                .map(PictureNode::id)
                .toList();
        assertThat(Double.compare(
                        after.spot(answers.getFirst()).x(),
                        after.spot(answers.getLast()).x()))
                .isEqualTo(Double.compare(
                        before.spot(answers.getFirst()).x(),
                        before.spot(answers.getLast()).x()));
    }

    private static long count(CircuitPicture picture, EdgeKind kind) {
        return picture.edges().stream().filter(e -> e.kind() == kind).count();
    }
}
