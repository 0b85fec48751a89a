package org.circuitexplorer.app.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.NodeMeans;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskResult;
import org.circuitexplorer.engine.tensor.Panel;

/// The work that is timed: random tokens, the same for the same seed, so that every model can be measured.
final class Workload {
    private static final long SEED = 1;
    static final int PAIRS = 64;
    private static final int PAIR_TOKENS = 20;
    static final int CIRCUIT_NODES = 100;

    private final SparseTransformer model;
    private final Workers workers;
    private final ModelOnDevice device;

    /// @param device where whole passes run
    /// @param workers the threads that compute everything else
    Workload(ModelOnDevice device, Workers workers) {
        this.model = device.model();
        this.workers = workers;
        this.device = device;
    }

    /// Sequences of at most the model's block size.
    int[][] sequences(int count, int length) {
        SplittableRandom random = new SplittableRandom(SEED);
        int tokens = Math.min(length, model.config().blockSize());
        int[][] sequences = new int[count][];
        for (int i = 0; i < count; i++) {
            sequences[i] =
                    random.ints(tokens, 0, model.config().vocabularySize()).toArray();
        }
        return sequences;
    }

    /// A forward pass with the logits of every token, `[tokens, vocabulary]` row-major.
    Supplier<float[]> forward(int[][] sequences) {
        ForwardRunner pass = device.forward();
        TokenBatch batch = TokenBatch.of(List.of(sequences));
        return () -> pass.run(batch, Interventions.NONE, Set.of(), LogitsAt.ALL)
                .requireLogits()
                .toRowMajor();
    }

    /// A forward pass with the logits after the last token only.
    Supplier<Panel> lastLogits(int[] sequence) {
        ForwardRunner pass = device.forward();
        TokenBatch batch = TokenBatch.of(sequence);
        return () ->
                pass.run(batch, Interventions.NONE, Set.of(), LogitsAt.LAST).requireLogits();
    }

    /// One step of learning a mask: forward, and backward to the gradient of every node's mask.
    ///
    /// @param backward whether the second half is done too
    Supplier<float[]> maskStep(boolean backward) {
        GradientRunner pass = device.gradient(TokenBatch.of(PromptPair.prompts(pairs())), new int[] {0, 1});
        int nodes = new NodeIndex(model.config()).size();
        float[] mask = new float[nodes];
        Arrays.fill(mask, 1f);
        float[] means = new float[nodes];
        float[] gradient = new float[nodes];
        return () -> {
            Panel logits = pass.forward(mask, means);
            if (backward) pass.backward(logits, mask, means, gradient);
            return gradient;
        };
    }

    /// Random nodes as a circuit, compiled and remembered as the window does; one evaluation with one of them switched
    /// off, another one each time.
    Supplier<Double> toggle() {
        return randomCircuit().toggle();
    }

    /// The same for a circuit of the model.
    ///
    /// @param pairs pairs of its task
    Supplier<Double> toggle(Circuit circuit, List<PromptPair> pairs) {
        NodeIndex index = new NodeIndex(model.config());
        return compiled(circuit.nodeSet().stream().mapToInt(index::indexOf).toArray(), pairs)
                .toggle();
    }

    /// The same circuit with each of its nodes switched off in turn.
    Supplier<List<TaskResult>> sweep() {
        Remembered random = randomCircuit();
        List<float[]> masks = IntStream.range(0, random.nodes.length)
                .mapToObj(random::without)
                .toList();
        return () -> random.compiled.evaluateEach(masks);
    }

    /// @param mask 1 for each of the nodes
    private record Remembered(int[] nodes, float[] mask, CompiledCircuit compiled) {
        Supplier<Double> toggle() {
            int[] next = {0};
            return () -> compiled.evaluate(without(next[0]++ % nodes.length)).loss();
        }

        float[] without(int number) {
            float[] fewer = mask.clone();
            fewer[nodes[number]] = 0f;
            return fewer;
        }
    }

    private Remembered randomCircuit() {
        int size = new NodeIndex(model.config()).size();
        int[] nodes = new SplittableRandom(SEED)
                .ints(0, size)
                .distinct()
                .limit(Math.min(CIRCUIT_NODES, size))
                .toArray();
        return compiled(nodes, pairs());
    }

    private Remembered compiled(int[] nodes, List<PromptPair> pairs) {
        float[] circuit = new float[new NodeIndex(model.config()).size()];
        for (int node : nodes) circuit[node] = 1f;
        float[] means = NodeMeans.over(model, List.of(sequences(1, 64)), workers);
        CompiledCircuit compiled = new CompiledCircuit(model, pairs, means, circuit, workers).only(circuit);
        compiled.remember(circuit);
        return new Remembered(nodes, circuit, compiled);
    }

    /// Pairs that begin alike and differ in one token in the middle, as those of tasks do.
    private List<PromptPair> pairs() {
        int[][] prompts = sequences(PAIRS, PAIR_TOKENS);
        List<PromptPair> pairs = new ArrayList<>();
        for (int[] positive : prompts) {
            int[] negative = positive.clone();
            int middle = positive.length / 2;
            negative[middle] = (negative[middle] + 1) % model.config().vocabularySize();
            pairs.add(new PromptPair("", "", positive, negative, 0, 1));
        }
        return pairs;
    }
}
