package org.circuitexplorer.engine.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.io.VizData;
import org.circuitexplorer.engine.io.VizData.Sample;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.reproduce.Deviation.Quantity;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Computes again, from model, circuit and means, every number that a published file stores of a circuit, and says by
/// how much it differs. Not thread-safe.
public final class Reproduction {
    private static final int SEQUENCES_AT_ONCE = 64;

    private final PublicCircuit published;
    private final VizData data;
    private final SparseTransformer model;
    private final Workers workers;
    private final NodeIndex index;
    private final Circuit circuit;
    private final float[] means;
    private final DeviationTable table = new DeviationTable();
    private final NavigableMap<NodeId, float[]> activations = new TreeMap<>();

    public Reproduction(PublicCircuit published, Workers workers) {
        this.published = published;
        this.data = published.data();
        this.model = published.model().transformer();
        this.workers = workers;
        this.index = new NodeIndex(model.config());
        this.circuit = published.circuit();
        this.means = published.flatMeans(index);
    }

    /// Compares everything that can be computed; losses only where their prompts are known.
    ///
    /// @throws org.circuitexplorer.engine.job.CancelledException when cancelled
    public List<Deviation> compare(ProgressListener progress, CancelToken cancel) {
        progress.at("computing activations again", 0, 0);
        data.taskSamples().ifPresent(stored -> compareActivations(stored.activations()));
        compareSamples(progress, cancel);
        if (!published.lossPairs().isEmpty()) compareLosses(progress, cancel);
        new EdgeComparison(published, model, workers).compare(activations, table, progress, cancel);
        return table.all();
    }

    private void compareActivations(NavigableMap<NodeId, float[]> stored) {
        StoredPrompts prompts = published.prompts().orElseThrow();
        Interventions outside = Interventions.ofMask(index, circuit.mask(index), means);
        Set<Site> sites = stored.keySet().stream().map(NodeId::site).collect(Collectors.toSet());
        Activations seen =
                new ForwardPass(model, workers).run(TokenBatch.of(prompts.rows()), outside, sites, LogitsAt.NONE);
        stored.forEach((node, expected) -> {
            float[] computed = new float[expected.length];
            seen.at(node.site()).copyChannel(node.channel(), 0, computed.length, computed);
            activations.put(node, computed);
            boolean padded = anyAfterEnd(prompts, expected);
            for (int i = 0; i < expected.length; i++) {
                boolean after = prompts.isAfterEnd(i);
                if (after && !padded) continue;
                Quantity quantity = after ? Quantity.ACTIVATIONS_AFTER_END : Quantity.ACTIVATIONS;
                table.add(quantity, node.site().name(), expected[i], computed[i]);
            }
        });
    }

    /// Some files hold zeros where a prompt has ended, others what the circuit makes of the zeros there.
    private static boolean anyAfterEnd(StoredPrompts prompts, float[] stored) {
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] != 0 && prompts.isAfterEnd(i)) return true;
        }
        return false;
    }

    private void compareSamples(ProgressListener progress, CancelToken cancel) {
        Map<List<Integer>, int[]> texts = new LinkedHashMap<>();
        data.samples().values().forEach(list -> list.forEach(s -> texts.putIfAbsent(key(s.tokens()), s.tokens())));
        List<int[]> sequences = new ArrayList<>(texts.values());
        Set<Site> sites = data.samples().keySet().stream().map(NodeId::site).collect(Collectors.toSet());
        ForwardPass pass = new ForwardPass(model, workers);
        for (int from = 0; from < sequences.size(); from += SEQUENCES_AT_ONCE) {
            cancel.throwIfCancelled();
            progress.at("computing samples again", from, sequences.size());
            List<int[]> some = sequences.subList(from, Math.min(from + SEQUENCES_AT_ONCE, sequences.size()));
            compareSamples(some, pass.run(TokenBatch.of(some), Interventions.NONE, sites, LogitsAt.NONE));
        }
    }

    private void compareSamples(List<int[]> sequences, Activations seen) {
        Map<List<Integer>, Integer> number = new LinkedHashMap<>();
        for (int s = 0; s < sequences.size(); s++) number.put(key(sequences.get(s)), s);
        data.samples().forEach((node, list) -> {
            for (Sample sample : list) {
                Integer s = number.get(key(sample.tokens()));
                if (s == null) continue;
                float[] computed = new float[sample.tokens().length];
                int start = seen.batch().start()[s];
                seen.at(node.site()).copyChannel(node.channel(), start, start + computed.length, computed);
                compare(Quantity.SAMPLES, node, sample.activations(), computed);
            }
        });
    }

    private void compare(Quantity quantity, NodeId node, float[] stored, float[] computed) {
        for (int i = 0; i < stored.length; i++) table.add(quantity, node.site().name(), stored[i], computed[i]);
    }

    private static List<Integer> key(int... tokens) {
        return Arrays.stream(tokens).boxed().toList();
    }

    private void compareLosses(ProgressListener progress, CancelToken cancel) {
        TaskEvaluator task = new TaskEvaluator(model, published.lossPairs(), workers);
        float[] mask = circuit.mask(index);
        if (!Double.isNaN(data.modelLoss())) {
            table.add(
                    Quantity.MODEL_LOSS,
                    "",
                    data.modelLoss(),
                    task.evaluate(Interventions.NONE).loss());
        }
        if (!Double.isNaN(data.circuitLoss())) {
            table.add(
                    Quantity.CIRCUIT_LOSS,
                    "",
                    data.circuitLoss(),
                    task.evaluate(mask, means).loss());
        }
        int done = 0;
        for (Map.Entry<NodeId, Double> stored : data.ablatedLoss().entrySet()) {
            cancel.throwIfCancelled();
            progress.at("ablating nodes again", done++, data.ablatedLoss().size());
            int node = index.indexOf(stored.getKey());
            mask[node] = 0;
            double loss = task.evaluate(mask, means).loss();
            mask[node] = 1;
            table.add(Quantity.NODE_LOSS, stored.getKey().site().name(), stored.getValue(), loss);
        }
        data.ablatedBlockLoss()
                .forEach((block, loss) -> table.add(
                        Quantity.BLOCK_LOSS,
                        block,
                        loss,
                        task.evaluate(without(block), means).loss()));
    }

    private float[] without(String block) {
        float[] mask = circuit.mask(index);
        for (NodeId node : circuit.nodeSet()) {
            if (node.site().name().startsWith(block + ".")) mask[index.indexOf(node)] = 0;
        }
        return mask;
    }
}
