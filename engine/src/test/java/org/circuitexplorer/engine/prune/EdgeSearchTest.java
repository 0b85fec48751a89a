package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.circuit.UsedEdges;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSearchTest {
    private static final List<PromptPair> PAIRS = SmallModel.pairs(6, 73);
    private static final Task TASK = new Task("letters", PAIRS, SmallModel.pairs(4, 74));

    private static float[] means(SparseTransformer model) {
        return SmallModel.means(model, 72);
    }

    private static Circuit everyThird(SparseTransformer model) {
        NodeIndex index = new NodeIndex(model.config());
        float[] mask = new float[index.size()];
        for (int i = 0; i < mask.length; i += 3) mask[i] = 1f;
        return Circuit.ofMask(index, mask);
    }

    private static double loss(
            SparseTransformer model, Circuit circuit, List<CircuitEdge> ablated, List<PromptPair> pairs) {
        float[] mask = circuit.mask(new NodeIndex(model.config()));
        try (Workers workers = new Workers(1)) {
            return new TaskEvaluator(EdgeAblation.of(model, ablated, means(model)), pairs, workers)
                    .evaluate(mask, means(model))
                    .loss();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCompiledLossOfAnyEdgesIsTheFullModels(boolean otherVariants) {
        SparseTransformer model = otherVariants ? SmallModel.createOther(71) : SmallModel.create(71);
        Circuit circuit = everyThird(model);
        List<CircuitEdge> edges = CircuitGraph.of(model, circuit).edges();
        float[] nodes = circuit.mask(new NodeIndex(model.config()));
        Random random = new Random(75);
        try (Workers workers = new Workers(2)) {
            EdgeLoss objective = new EdgeLoss(model, PAIRS, edges, nodes, means(model), LossKind.RAW, workers);
            for (int round = 0; round < 30; round++) {
                float[] mask = objective.all();
                List<CircuitEdge> ablated = new ArrayList<>();
                for (int i = 0; i < mask.length; i++) {
                    if (random.nextInt(4) > 0) continue;
                    mask[i] = 0f;
                    ablated.add(edges.get(i));
                }
                assertThat(objective.loss(mask)).isCloseTo(loss(model, circuit, ablated, PAIRS), within(1e-5));
                if (random.nextInt(3) == 0) objective.remember(mask);
            }
        }
    }

    @Test
    void anAblatedEdgeIsGoneForAFrozenSourceAlone() {
        SparseTransformer model = SmallModel.create(71);
        Circuit circuit = everyThird(model);
        CircuitEdge edge = CircuitGraph.of(model, circuit).edges().stream()
                .filter(e -> e.parameter().contains("mlp"))
                .findFirst()
                .orElseThrow();
        Circuit without = circuit.without(edge.source());
        double frozen = loss(model, without, List.of(), PAIRS);
        assertThat(loss(model, without, List.of(edge), PAIRS)).isCloseTo(frozen, within(1e-6));
        assertThat(loss(model, circuit, List.of(edge), PAIRS)).isNotEqualTo(loss(model, circuit, List.of(), PAIRS));
    }

    @Test
    void noUsedEdgeCanGoAndNoTwo() {
        SparseTransformer model = SmallModel.create(71);
        Circuit circuit = everyThird(model);
        List<CircuitEdge> edges = CircuitGraph.of(model, circuit).edges();
        double target = loss(model, circuit, List.of(), PAIRS) + 0.05;
        try (Workers workers = new Workers(2)) {
            UsedEdges used = new EdgeSearch(model, means(model), workers)
                    .find(circuit, TASK, target, LossKind.RAW, 0, ProgressListener.NONE, new CancelToken());
            assertThat(used.edges()).isSubsetOf(edges).hasSizeBetween(1, edges.size() - 1);
            List<CircuitEdge> unused = new ArrayList<>(used.unusedOf(edges));
            assertThat(used.losses().raw().get("train")).isCloseTo(loss(model, circuit, unused, PAIRS), within(1e-6));
            assertThat(used.losses().raw().get("train")).isLessThanOrEqualTo(target + 1e-6);
            assertThat(used.losses().raw().get("test"))
                    .isCloseTo(loss(model, circuit, unused, TASK.test()), within(1e-6));
            assertThat(used.losses().calibrated().keySet())
                    .isEqualTo(used.losses().raw().keySet());
            assertThat(used.losses().calibrated().get("train"))
                    .isLessThan(used.losses().raw().get("train"));
            for (CircuitEdge edge : used.edges()) {
                List<CircuitEdge> more = new ArrayList<>(unused);
                more.add(edge);
                assertThat(loss(model, circuit, more, PAIRS)).isGreaterThan(target - 1e-6);
            }
        }
    }

    @Test
    void edgesAreUsedByTheLossThatIsAimedAt() {
        SparseTransformer model = SmallModel.create(71);
        Circuit circuit = everyThird(model);
        try (Workers workers = new Workers(2)) {
            EdgeSearch search = new EdgeSearch(model, means(model), workers);
            UsedEdges raw = search.find(circuit, TASK, 1e-6, LossKind.RAW, 0, ProgressListener.NONE, new CancelToken());
            double target = Objects.requireNonNull(raw.losses().calibrated().get("train")) + 0.02;
            UsedEdges used = search.find(
                    circuit, TASK, target, LossKind.CALIBRATED, 0, ProgressListener.NONE, new CancelToken());
            assertThat(used.losses().calibrated().get("train")).isLessThanOrEqualTo(target + 1e-6);
            assertThat(used.losses().raw().get("train")).isGreaterThan(target);
            assertThat(used.edges().size()).isLessThan(raw.edges().size());
        }
    }

    @Test
    void aCircuitAboveTheTargetKeepsToItsOwnLossAndOneSeedGivesOneAnswer() {
        SparseTransformer model = SmallModel.create(71);
        Circuit circuit = everyThird(model);
        double own = loss(model, circuit, List.of(), PAIRS);
        List<SortedSet<CircuitEdge>> found = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = new Workers(threads)) {
                UsedEdges used = new EdgeSearch(model, means(model), workers)
                        .find(circuit, TASK, 1e-6, LossKind.RAW, 5, ProgressListener.NONE, new CancelToken());
                assertThat(used.losses().raw().get("train")).isLessThanOrEqualTo(own + 1e-6);
                found.add(used.edges());
            }
        }
        assertThat(found.getFirst()).isEqualTo(found.getLast());
    }

    @Test
    void aCircuitWithoutEdgesUsesNone() {
        SparseTransformer model = SmallModel.create(71);
        try (Workers workers = new Workers(1)) {
            UsedEdges used = new EdgeSearch(model, means(model), workers)
                    .find(Circuit.of(List.of()), TASK, 0.1, LossKind.RAW, 0, ProgressListener.NONE, new CancelToken());
            assertThat(used.edges()).isEqualTo(new TreeSet<>(Collections.<CircuitEdge>emptyList()));
        }
    }

    @Test
    void itStopsWhenCancelled() {
        SparseTransformer model = SmallModel.create(71);
        CancelToken cancel = new CancelToken();
        try (Workers workers = new Workers(1)) {
            EdgeSearch search = new EdgeSearch(model, means(model), workers);
            ProgressListener stop = (what, done, total) -> cancel.cancel();
            assertThatThrownBy(() -> search.find(everyThird(model), TASK, 0.5, LossKind.RAW, 0, stop, cancel))
                    .isInstanceOf(CancelledException.class);
        }
    }
}
