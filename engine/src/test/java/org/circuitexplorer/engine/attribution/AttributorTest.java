package org.circuitexplorer.engine.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.attribution.Vertex.Active;
import org.circuitexplorer.engine.attribution.Vertex.Answer;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.circuit.Provenance;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Golden;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a circuit is the whole model, all that flows into a vertex and the constants add up to what the pass
/// computed.
final class AttributorTest {
    private static final int[] PROMPT = {3, 17, 5, 42, 17, 8, 3, 60};
    private static final double CLOSE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat"})
    void whatFlowsIntoAVertexAddsUpToItsValue(String name) throws Exception {
        SparseTransformer model = Golden.load(name).model();
        try (Workers workers = Workers.forThisMachine()) {
            AttributionGraph graph =
                    new Attributor(model, document(model, wholeModel(model)), workers).of(PROMPT, List.of(7, 2));
            Activations seen = new ForwardPass(model, workers)
                    .run(
                            TokenBatch.of(PROMPT),
                            Interventions.NONE,
                            Set.copyOf(model.config().sites()),
                            LogitsAt.LAST);
            Map<Vertex, Double> into = new HashMap<>();
            for (Flow f : graph.flows()) into.merge(f.target(), f.weight(), Double::sum);
            int checked = 0;
            for (Vertex v : graph.vertices()) {
                switch (v) {
                    case Active a
                    when hasSum(model.config(), a.node()) -> {
                        double sum = into.getOrDefault(a, 0.0) + constant(model, seen, a);
                        assertThat(sum).as(a.toString()).isCloseTo(a.value(), within(CLOSE));
                        checked++;
                    }
                    case Answer a -> {
                        double sum = into.getOrDefault(a, 0.0) + constant(model, seen, a);
                        assertThat(sum).as(a.toString()).isCloseTo(a.logit(), within(CLOSE));
                        assertThat(a.logit())
                                .isEqualTo((double) seen.requireLogits().get(a.token(), 0));
                    }
                    default -> {}
                }
            }
            assertThat(checked).isGreaterThan(100);
        }
    }

    private static boolean hasSum(ModelConfig config, NodeId node) {
        Role role = node.site().kind().role();
        return role == Role.WRITE || (role == Role.READ && node.channel() < config.modelWidth());
    }

    /// What a WRITE has without any input is its bias; a READ has what position and norm add.
    private static double constant(SparseTransformer model, Activations seen, Active a) {
        if (a.node().site().kind().role() == Role.WRITE) return new NodeEdges(model).bias(a.node());
        int state = ResidualPath.readBy(a.node());
        boolean attention = a.node().site().kind().isAttention();
        Layer layer = model.layers().get(a.node().site().layer());
        Site site = new Site(a.node().site().layer(), attention ? SiteKind.RESID_IN : SiteKind.RESID_MID);
        return ofNorm(
                model,
                seen,
                attention ? layer.attentionNorm() : layer.mlpNorm(),
                seen.at(site),
                state,
                a.node().channel(),
                a.position());
    }

    private static double constant(SparseTransformer model, Activations seen, Answer a) {
        Panel stream = seen.at(new Site(model.config().layers(), SiteKind.FINAL_RESID));
        double sum = model.unembedding().bias()[a.token()];
        for (int c = 0; c < model.config().modelWidth(); c++) {
            float weight = model.unembedding().weight().get(a.token(), c);
            if (weight == 0) continue;
            int state = 2 * model.config().layers();
            sum += weight * ofNorm(model, seen, model.finalNorm(), stream, state, c, PROMPT.length - 1);
        }
        return sum;
    }

    private static double ofNorm(
            SparseTransformer model, Activations seen, Norm norm, Panel stream, int state, int channel, int t) {
        ResidualPath path = new ResidualPath(model, seen);
        double mean = norm.rms()
                ? 0
                : IntStream.range(0, norm.width())
                        .mapToDouble(c -> stream.get(c, t))
                        .average()
                        .orElseThrow();
        double position = model.config().positionWidth() > 0
                ? 0
                : model.positionEmbedding().get(t, channel);
        // From behind the state on nothing is cut: the norm takes the mean from channels that are 0 too.
        double scale = path.gain(state + 1, state, channel, t);
        return norm.bias()[channel] - mean * scale + position * path.gain(0, state, channel, t);
    }

    @Test
    void aSmallCircuitIsTracedInOrderAndItsInfluenceAddsUp() throws Exception {
        SparseTransformer model = Golden.load("a_csp2").model();
        try (Workers workers = Workers.forThisMachine()) {
            Circuit some = Circuit.of(wholeModel(model).nodeSet().stream()
                    .filter(n -> n.channel() % 3 == 0)
                    .toList());
            Attributor attributor = new Attributor(model, document(model, some), workers);
            List<Integer> likeliest = attributor.likeliest(PROMPT, 3);
            AttributionGraph graph = attributor.of(PROMPT, likeliest);

            assertThat(graph).isEqualTo(attributor.of(PROMPT, likeliest));
            assertThat(graph.vertices()).doesNotHaveDuplicates();
            Map<Vertex, Integer> order = new HashMap<>();
            for (Vertex v : graph.vertices()) order.put(v, order.size());
            assertThat(graph.flows())
                    .isNotEmpty()
                    .allMatch(f -> order.getOrDefault(f.source(), 0) < order.getOrDefault(f.target(), 0))
                    .allMatch(f -> f.source().position() <= f.target().position())
                    .noneMatch(f -> f.source() instanceof Active a
                            && (a.node().site().kind().role() == Role.QUERY
                                    || a.node().site().kind().role() == Role.KEY));
            List<Answer> answers = graph.vertices().stream()
                    .filter(Answer.class::isInstance)
                    .map(Answer.class::cast)
                    .toList();
            assertThat(answers).extracting(Answer::token).isEqualTo(likeliest);
            assertThat(answers).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));

            Map<Vertex, Double> influence = graph.cumulativeInfluence();
            assertThat(influence).hasSize(graph.vertices().size() - 3);
            assertThat(influence.values()).allMatch(share -> share > 0 && share <= 1);
            assertThat(Collections.max(influence.values())).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void influenceIsSharedByMagnitude() {
        Vertex.Embedding first = new Vertex.Embedding(1, 0);
        Vertex.Embedding second = new Vertex.Embedding(2, 1);
        Answer answer = new Answer(9, 1, 4, 0.5);
        AttributionGraph graph = new AttributionGraph(
                List.of(1, 2),
                List.of(first, second, answer),
                List.of(new Flow(first, answer, 1), new Flow(second, answer, -3)));

        assertThat(graph.cumulativeInfluence()).isEqualTo(Map.of(second, 0.75, first, 1.0));
    }

    private static Circuit wholeModel(SparseTransformer model) {
        NodeIndex index = new NodeIndex(model.config());
        return Circuit.of(IntStream.range(0, index.size()).mapToObj(index::node).toList());
    }

    private static CircuitDocument document(SparseTransformer model, Circuit circuit) {
        NodeIndex index = new NodeIndex(model.config());
        return new CircuitDocument(
                ModelReference.of("golden", "0".repeat(64), model.config()),
                new TaskReference("none", "0".repeat(64)),
                circuit,
                List.of(),
                CircuitDocument.bySite(index, new float[index.size()]),
                new TreeMap<>(),
                new Provenance(new TreeMap<>(), 0, true, "test", Instant.EPOCH));
    }
}
