package org.circuitexplorer.app.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.validation.SchemaFactory;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.Provenance;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedMultigraph;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.graphml.SimpleGraphMLImporter;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

class ExportCommandTest {
    private static final List<String> NODES = List.of(
            "0.mlp.act_in.11",
            "0.mlp.post_act.78",
            "0.mlp.post_act.343",
            "0.mlp.resid_delta.16",
            "0.mlp.resid_delta.50",
            "2.attn.act_in.16",
            "2.attn.act_in.50",
            "2.attn.k.25",
            "2.attn.q.25",
            "2.attn.v.18",
            "2.attn.resid_delta.16");

    @TempDir
    private Path folder = Path.of("");

    private Path circuit = Path.of("");
    private List<CircuitEdge> edges = List.of();

    @BeforeEach
    void writeCircuit() throws IOException, ModelFormatException {
        LoadedModel model = ModelLoader.load(CommandRun.SAMPLE, ProgressListener.NONE, new CancelToken());
        ModelConfig config = model.transformer().config();
        NodeIndex nodes = new NodeIndex(config);
        Circuit small = Circuit.of(NODES.stream()
                        .map(name -> NodeId.parse(name, config).orElseThrow())
                        .toList())
                .withInfo(
                        NodeId.parse(NODES.getFirst(), config).orElseThrow(),
                        info -> info.withEffect(0.5)
                                .withLabel("both quotes, <\"&>")
                                .withColour("#ff8800"));
        edges = CircuitGraph.of(model.transformer(), small).edges();
        circuit = folder.resolve("quote" + CircuitFile.SUFFIX);
        CircuitFile.write(
                circuit,
                new CircuitDocument(
                        ModelReference.of(model.name(), model.sha256(), config),
                        TaskReference.of(TaskReader.read(CommandRun.SAMPLE.resolve("tasks/single_double_quote.json"))),
                        small,
                        edges,
                        CircuitDocument.bySite(nodes, new float[nodes.size()]),
                        new TreeMap<>(),
                        new Provenance(new TreeMap<>(), 0, true, "test", Instant.EPOCH)));
    }

    private Path export(String name, Object... more) {
        Path file = folder.resolve(name);
        CommandRun run = CommandRun.export(circuit, file, more);
        assertThat(run.out()).contains("11 nodes, " + edges.size() + " edges");
        return file;
    }

    @Test
    void csvHasALineForEachEdgeWithItsExactWeight() throws IOException {
        List<String> lines = Files.readAllLines(export("quote.csv"));
        assertThat(lines).hasSize(edges.size() + 1);
        assertThat(lines.getFirst()).isEqualTo("source,target,weight,parameter,row,column");
        for (int i = 0; i < edges.size(); i++) {
            String[] fields = lines.get(i + 1).split(",", -1);
            CircuitEdge edge = edges.get(i);
            assertThat(fields[0]).isEqualTo(edge.source().name());
            assertThat(fields[1]).isEqualTo(edge.target().name());
            assertThat(Float.parseFloat(fields[2])).isEqualTo(edge.weight());
            assertThat(Integer.parseInt(fields[5])).isEqualTo(edge.column());
        }
    }

    @Test
    void gexfIsValidAndHoldsNodesEdgesAndColours() throws Exception {
        Path file = export("quote.gexf");
        URL schema = Objects.requireNonNull(
                ExportCommandTest.class.getResource("/org/circuitexplorer/app/export/gexf-1.3.xsd"));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setSchema(SchemaFactory.newDefaultInstance().newSchema(schema));
        DocumentBuilder builder = factory.newDocumentBuilder();
        List<String> violations = new ArrayList<>();
        builder.setErrorHandler(new DefaultHandler() {
            @Override
            public void error(SAXParseException e) {
                violations.add(String.valueOf(e.getMessage()));
            }
        });
        Document gexf = builder.parse(file.toFile());

        assertThat(violations).isEmpty();
        assertThat(texts(gexf, "node", "id")).containsExactlyInAnyOrderElementsOf(NODES);
        assertThat(texts(gexf, "node", "label")).contains("both quotes, <\"&>", "2.attn.k.25");
        assertThat(texts(gexf, "edge", "source"))
                .containsExactlyElementsOf(
                        edges.stream().map(e -> e.source().name()).toList());
        assertThat(texts(gexf, "edge", "weight").stream().map(Double::valueOf))
                .containsExactlyElementsOf(
                        edges.stream().map(e -> (double) e.weight()).toList());
        assertThat(texts(gexf, "viz:color", "g")).containsExactly("136");
        assertThat(texts(gexf, "attvalue", "for"))
                .contains("site", "layer", "channel", "effect", "parameter", "row", "column");
        assertThat(texts(gexf, "attvalue", "value")).contains("2.attn.k", "0.5");
        assertThat(Files.readString(file)).isEqualTo(Files.readString(export("again.gexf")));
    }

    private static List<String> texts(Document document, String element, String attribute) {
        NodeList list = document.getElementsByTagName(element);
        return IntStream.range(0, list.getLength())
                .mapToObj(i -> ((Element) list.item(i)).getAttribute(attribute))
                .toList();
    }

    @Test
    void dotIsReadBackByAnotherProgram() throws IOException {
        Graph<String, DefaultEdge> graph =
                new DirectedMultigraph<>(SupplierUtil.createStringSupplier(), DefaultEdge::new, false);
        DOTImporter<String, DefaultEdge> importer = new DOTImporter<>();
        List<String> shapes = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        importer.addVertexAttributeConsumer((key, value) -> {
            if (key.getSecond().equals("shape")) shapes.add(value.getValue());
        });
        importer.addEdgeAttributeConsumer((key, value) -> {
            if (key.getSecond().equals("label")) labels.add(value.getValue());
        });
        importer.importGraph(graph, new StringReader(Files.readString(export("quote.dot"))));
        assertThat(graph.vertexSet()).hasSize(NODES.size());
        assertThat(shapes).contains("invtrapezium", "circle", "trapezium", "box");
        assertThat(labels)
                .containsExactlyElementsOf(
                        edges.stream().map(e -> Float.toString(e.weight())).toList());
    }

    @Test
    void graphmlIsReadBackByAnotherProgram() throws IOException {
        String text = Files.readString(export("quote.graphml"));
        Graph<String, DefaultEdge> graph =
                new DirectedMultigraph<>(SupplierUtil.createStringSupplier(), DefaultEdge::new, false);
        SimpleGraphMLImporter<String, DefaultEdge> importer = new SimpleGraphMLImporter<>();
        List<String> names = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        importer.addVertexAttributeConsumer((key, value) -> {
            if (key.getSecond().equals("ID")) names.add(value.getValue());
            if (key.getSecond().equals("label")) labels.add(value.getValue());
        });
        importer.addEdgeAttributeConsumer((key, value) -> {
            if (key.getSecond().equals("weight")) weights.add(Float.parseFloat(value.getValue()));
        });
        importer.importGraph(graph, new StringReader(text));
        assertThat(names).containsExactlyInAnyOrderElementsOf(NODES);
        assertThat(labels).containsExactly("both quotes, <\"&>");
        assertThat(weights)
                .containsExactlyInAnyOrderElementsOf(
                        edges.stream().map(CircuitEdge::weight).toList());
    }

    @Test
    void svgShowsEveryNodeAndTheAnswers() throws IOException {
        String svg = Files.readString(export("quote.svg", "--model", CommandRun.SAMPLE));
        assertThat(svg).startsWith("<").contains("<svg", "single_double_quote in tinypython-3L", "343", "2.attn q·k·v");
        assertThat(svg).contains("both quotes");
    }

    @Test
    void pdfIsOneDocumentAndTheSameEveryTime() throws IOException {
        byte[] once = Files.readAllBytes(export("once.pdf", "--model", CommandRun.SAMPLE));
        byte[] again = Files.readAllBytes(export("again.pdf", "--model", CommandRun.SAMPLE));
        byte[] dark = Files.readAllBytes(export("dark.pdf", "--model", CommandRun.SAMPLE, "--dark"));
        assertThat(new String(once, 0, 8, ISO_8859_1)).isEqualTo("%PDF-1.7");
        assertThat(once).isEqualTo(again).isNotEqualTo(dark);
    }

    @Test
    void theReportHoldsEverythingAndIsTheSameEveryTime() throws IOException, ModelFormatException {
        Path once = export("once.html", "--model", CommandRun.SAMPLE);
        String page = Files.readString(once);
        assertThat(page)
                .contains("<svg", "both quotes, &lt;&quot;&amp;&gt;", "No validation of this circuit is known")
                .contains(CircuitFile.read(circuit).model().sha256())
                .doesNotContain("<script", "src=", "@import", "<link");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
        for (CircuitEdge edge : edges) assertThat(page).contains(">" + edge.weight() + "<");
        for (String node : NODES) assertThat(page).contains(">" + node + "<");
        assertThat(export("again.html", "--model", CommandRun.SAMPLE)).hasSameBinaryContentAs(once);
    }

    @Test
    void pngGrowsWithTheScale() throws IOException {
        BufferedImage one = image(export("one.png", "--model", CommandRun.SAMPLE, "--scale", "1"));
        BufferedImage three = image(export("three.png", "--model", CommandRun.SAMPLE, "--scale", "3", "--dark"));
        assertThat(one.getWidth()).isGreaterThan(200);
        assertThat((double) three.getWidth() / one.getWidth()).isBetween(2.9, 3.1);
        assertThat(one.getRGB(2, 2)).isNotEqualTo(three.getRGB(2, 2));
    }

    private static BufferedImage image(Path file) throws IOException {
        return Objects.requireNonNull(ImageIO.read(file.toFile()));
    }

    @Test
    void theModelIsFoundInAFolderAbove() throws IOException {
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(CommandRun.SAMPLE.resolve(name), folder.resolve(name));
        }
        Path deeper = Files.createDirectory(folder.resolve("circuits"));
        circuit = Files.move(circuit, deeper.resolve(circuit.getFileName()));
        assertThat(export("quote.svg")).isNotEmptyFile();
    }

    @Test
    void whatCannotBeExportedIsRefusedInOneSentence() throws IOException {
        assertRefused("ends in .svg, .pdf", circuit, "--to", folder.resolve("quote.docx"));
        assertRefused("say with --model", circuit, "--to", folder.resolve("quote.svg"));
        assertRefused("no such file", folder.resolve("x"), "--to", folder.resolve("quote.csv"));
        assertRefused("no such folder", circuit, "--to", folder.resolve("no/quote.csv"));
        assertRefused(
                "model.config",
                circuit,
                "--to",
                folder.resolve("q.svg"),
                "--model",
                CommandRun.FIXTURES.resolve("a_csp2"));
        assertRefused("expected 0.1 to 10", circuit, "--to", folder.resolve("q.png"), "--scale", "1000");
        Path damaged = Files.writeString(folder.resolve("damaged.circuit.json"), "{\"format\": 1}");
        assertRefused("damaged.circuit.json", damaged, "--to", folder.resolve("q.csv"));
    }

    private static void assertRefused(String sentence, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "export";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandRun run = CommandRun.of(all);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }
}
