package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledCircuitTest {
    private static final float LOGIT_TOLERANCE = 3e-5f;

    @ParameterizedTest
    @CsvSource({
        "false, 0.05",
        "false, 0.3",
        "false, 0.7",
        "false, 1.0",
        "true, 0.05",
        "true, 0.3",
        "true, 0.7",
        "true, 1.0"
    })
    void agreesWithTheFullModel(boolean otherVariants, double share) {
        SparseTransformer model = otherVariants ? SmallModel.createOther(11) : SmallModel.create(12);
        float[] means = SmallModel.means(model, 13);
        List<PromptPair> pairs = SmallModel.pairs(40, 14);
        Random random = new Random(15);
        try (Workers workers = new Workers(2)) {
            TaskEvaluator full = new TaskEvaluator(model, pairs, workers);
            for (int round = 0; round < 10; round++) {
                float[] universe = thinned(ones(new NodeIndex(model.config()).size()), share, random);
                CompiledCircuit compiled = new CompiledCircuit(model, pairs, means, universe, workers);
                for (double kept : new double[] {1, 0.8, 0.3, 0}) {
                    float[] mask = thinned(universe, kept, random);
                    assertSame(compiled.evaluate(mask), full.evaluate(mask, means));
                    assertThat(compiled.within(mask).evaluate(mask).loss())
                            .isCloseTo(compiled.evaluate(mask).loss(), within(1e-5));
                    assertSame(compiled.only(mask).evaluate(mask), full.evaluate(mask, means));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nodesFrozenAtOtherValuesOrKeptInPartAgreeWithTheFullModel(boolean otherVariants) {
        SparseTransformer model = otherVariants ? SmallModel.createOther(21) : SmallModel.create(22);
        NodeIndex index = new NodeIndex(model.config());
        float[] means = SmallModel.means(model, 23);
        List<PromptPair> pairs = SmallModel.pairs(20, 24);
        Random random = new Random(25);
        try (Workers workers = new Workers(2)) {
            TaskEvaluator full = new TaskEvaluator(model, pairs, workers);
            for (int round = 0; round < 10; round++) {
                float[] universe = thinned(ones(index.size()), 0.6, random);
                CompiledCircuit compiled = new CompiledCircuit(model, pairs, means, universe, workers);
                float[] mask = thinned(universe, 0.7, random);
                float[] filling = means.clone();
                for (int i = 0; i < mask.length; i++) {
                    if (universe[i] == 0f || random.nextInt(3) > 0) continue;
                    filling[i] = (float) random.nextGaussian();
                    if (random.nextBoolean()) mask[i] *= 0.5f;
                }
                compiled.remember(universe);
                NodeMask changed = new NodeMask(index, mask, filling);
                assertSame(compiled.evaluate(changed), full.evaluate(changed.interventions()));
            }
        }
    }

    /// Ablations of every kind at once, on nodes of the circuit and outside it, at all tokens and at some, and of
    /// edges.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ablationsOfEveryKindAgreeWithTheFullModel(boolean otherVariants) {
        SparseTransformer model = otherVariants ? SmallModel.createOther(31) : SmallModel.create(32);
        NodeIndex index = new NodeIndex(model.config());
        float[] means = SmallModel.means(model, 33);
        List<PromptPair> pairs = SmallModel.pairs(20, 34);
        List<int[]> prompts = PromptPair.prompts(pairs);
        Random random = new Random(35);
        try (Workers workers = new Workers(2)) {
            Resampling resampling = Resampling.ofPairs(
                    new ForwardPass(model, workers), prompts, new Resampling.Pool(prompts.size(), prompts::get));
            List<CircuitEdge> edges = CircuitGraph.of(model, Circuit.ofMask(index, ones(index.size())))
                    .edges();
            for (int round = 0; round < 20; round++) {
                float[] circuit = thinned(ones(index.size()), 0.5, random);
                NodeMask base = new NodeMask(index, circuit, means);
                Ablations ablations = ablations(index, random, 1 + random.nextInt(40), round % 2 == 0)
                        .withEdge(EdgeId.of(edges.get(random.nextInt(edges.size()))))
                        .withEdge(EdgeId.of(edges.get(random.nextInt(edges.size()))));
                float[] universe = circuit.clone();
                for (NodeId node : ablations.byNode().keySet()) universe[index.indexOf(node)] = 1f;
                SparseTransformer edited = EdgeAblation.without(model, ablations.edges(), means);
                List<Interventions> further = new ArrayList<>();
                for (int i = 0; i < prompts.size(); i++) further.add(resampling.further(i, ablations, base));
                TaskResult full = new TaskEvaluator(edited, pairs, workers)
                        .evaluateEach(prompt -> resampling.at(prompt, ablations, base));
                CompiledCircuit single = CompiledCircuit.ofSinglePrompts(edited, pairs, means, universe, workers);
                assertSame(single.evaluate(ablations.on(base), further), full);
                single.remember(circuit);
                assertSame(single.evaluate(ablations.on(base), further), full);
                if (ablations.isResampling()) continue;
                CompiledCircuit shared = new CompiledCircuit(edited, pairs, means, universe, workers).only(universe);
                assertSame(shared.evaluate(ablations.on(base), ablations.further(base)), full);
                shared.remember(circuit);
                assertSame(shared.evaluate(ablations.on(base), ablations.further(base)), full);
                assertSame(new TaskEvaluator(edited, pairs, workers).evaluate(ablations.interventions(base)), full);
            }
        }
    }

    private static Ablations ablations(NodeIndex index, Random random, int nodes, boolean resampling) {
        Ablations ablations = Ablations.NONE;
        for (int i = 0; i < nodes; i++) {
            Set<NodeId> node = Set.of(index.node(random.nextInt(index.size())));
            ablations = ablations.with(node, ablation(random, resampling ? 8 : 6));
            if (random.nextBoolean()) ablations = ablations.at(node, Set.of(random.nextInt(3), random.nextInt(3, 6)));
        }
        return ablations;
    }

    private static Ablation ablation(Random random, int kinds) {
        float amount = (float) random.nextGaussian();
        return switch (random.nextInt(kinds)) {
            case 0 -> new Ablation.Mean();
            case 1 -> new Ablation.Towards(random.nextFloat());
            case 2 -> new Ablation.Zero();
            case 3 -> new Ablation.Value(amount);
            case 4 -> new Ablation.Scale(amount);
            case 5 -> new Ablation.Add(amount);
            case 6 -> new Ablation.OtherPrompt();
            default -> new Ablation.CorpusSample(7);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 60, 95, 130, 181})
    void rememberedStreamsChangeNothing(int changedNode) {
        SparseTransformer model = SmallModel.create(12);
        float[] means = SmallModel.means(model, 13);
        float[] universe = ones(new NodeIndex(model.config()).size());
        float[] first = thinned(universe, 0.6, new Random(16));
        float[] mask = first.clone();
        mask[changedNode] = 1f - mask[changedNode];
        try (Workers workers = new Workers(2)) {
            List<PromptPair> pairs = SmallModel.pairs(40, 14);
            CompiledCircuit compiled = new CompiledCircuit(model, pairs, means, universe, workers);
            float[] expected = compiled.evaluate(mask).logitDifferences();
            float[] expectedFirst = compiled.evaluate(first).logitDifferences();
            compiled.remember(first);
            assertThat(compiled.evaluate(mask).logitDifferences()).isEqualTo(expected);
            assertThat(compiled.evaluate(first).logitDifferences()).isEqualTo(expectedFirst);
            compiled.remember(mask);
            assertThat(compiled.evaluate(first).logitDifferences()).isEqualTo(expectedFirst);
        }
    }

    private static void assertSame(TaskResult compiled, TaskResult full) {
        for (int i = 0; i < full.logitDifferences().length; i++) {
            assertThat(compiled.logitDifferences()[i]).isCloseTo(full.logitDifferences()[i], within(LOGIT_TOLERANCE));
        }
        assertThat(compiled.loss()).isCloseTo(full.loss(), within(1e-5));
    }

    private static float[] ones(int size) {
        float[] mask = new float[size];
        Arrays.fill(mask, 1f);
        return mask;
    }

    private static float[] thinned(float[] mask, double share, Random random) {
        float[] result = mask.clone();
        for (int i = 0; i < result.length; i++) {
            if (random.nextDouble() >= share) result[i] = 0f;
        }
        return result;
    }
}
