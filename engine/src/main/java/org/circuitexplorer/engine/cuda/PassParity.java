package org.circuitexplorer.engine.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// Whole passes over a model on a device beside the processor's: every site, logits, answers under a mask, gradients.
///
/// @param name the model's, for people
/// @param processor the model on the processor
/// @param device the model on the device
/// @param tokens about how many tokens a pass has
record PassParity(String name, ModelOnDevice processor, ModelOnDevice device, int tokens) {
    /// Relative to the largest value.
    private static final double LIMIT = 3e-5;

    List<Agreement> compare() {
        List<Agreement> found = new ArrayList<>();
        ModelConfig config = processor.model().config();
        TokenBatch batch = batch();
        Activations[] both = new Activations[2];
        try (ForwardRunner expecting = processor.forward();
                ForwardRunner finding = device.forward()) {
            Set<Site> sites = Set.copyOf(config.sites());
            both[0] = expecting.run(batch, Interventions.NONE, sites, LogitsAt.ALL);
            both[1] = finding.run(batch, Interventions.NONE, sites, LogitsAt.ALL);
        }
        found.add(worstSite(both[1], both[0]));
        add("logits", both[1].requireLogits(), both[0].requireLogits(), found);
        gradient(batch, found);
        return found;
    }

    private Agreement worstSite(Activations device, Activations cpu) {
        Agreement worst = new Agreement("", -1, LIMIT);
        List<Site> sites = processor.model().config().sites();
        for (Site site : sites) {
            Agreement one = compare(", " + sites.size() + " sites, worst " + site, device.at(site), cpu.at(site));
            if (one.difference() > worst.difference()) worst = one;
        }
        return worst;
    }

    /// Sequences of all lengths up to the longest, in which every token may follow every other.
    TokenBatch batch() {
        ModelConfig config = processor.model().config();
        Random random = new Random(1);
        List<int[]> sequences = new ArrayList<>();
        for (int left = tokens; left > 0; ) {
            int length = Math.min(left, 1 + random.nextInt(config.blockSize()));
            sequences.add(random.ints(length, 0, config.vocabularySize()).toArray());
            left -= length;
        }
        return TokenBatch.of(sequences);
    }

    private void gradient(TokenBatch batch, List<Agreement> found) {
        ModelConfig config = processor.model().config();
        int[] vocabulary =
                IntStream.of(0, 1, config.vocabularySize() - 1).distinct().toArray();
        Random random = new Random(2);
        int nodes = new NodeIndex(config).size();
        float[] mask = new float[nodes];
        float[] means = new float[nodes];
        for (int i = 0; i < nodes; i++) {
            mask[i] = random.nextInt(4) == 0 ? random.nextFloat() : Math.min(1, random.nextInt(4));
            means[i] = 0.1f * (float) random.nextGaussian();
        }
        Panel slope = new Panel(vocabulary.length, batch.sequences());
        for (int v = 0; v < vocabulary.length; v++) {
            for (int s = 0; s < batch.sequences(); s++) slope.set(v, s, (float) random.nextGaussian());
        }
        float[] expected = new float[nodes];
        float[] gradient = new float[nodes];
        try (GradientRunner cpu = processor.gradient(batch, vocabulary);
                GradientRunner cuda = device.gradient(batch, vocabulary)) {
            Panel logits = cpu.forward(mask, means);
            add("logits under a mask", cuda.forward(mask, means), logits, found);
            cpu.backward(slope, mask, means, expected);
            cuda.backward(slope, mask, means, gradient);
            found.add(Agreement.of(name + ", gradient of the mask", gradient, expected, LIMIT));
            float[] again = new float[nodes];
            cuda.forward(mask, means);
            cuda.backward(slope, mask, means, again);
            found.add(new Agreement(
                    name + ", the same bits again", Arrays.equals(gradient, again) ? 0 : Double.POSITIVE_INFINITY, 0));
        }
    }

    private void add(String what, Panel device, Panel cpu, List<Agreement> found) {
        found.add(compare(", " + what, device, cpu));
    }

    private Agreement compare(String what, Panel device, Panel cpu) {
        return Agreement.of(name + what, device.toRowMajor(), cpu.toRowMajor(), LIMIT);
    }
}
