package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradients of a two-way loss with respect to every node's mask, with nothing masked and under a random mask.
class GoldenGradientTest {
    static Stream<String> models() {
        return Golden.WITH_INTERVENTIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyMaskGradientAgrees(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        NodeIndex index = new NodeIndex(golden.model().config());
        try (SafetensorsReader tensors = golden.tensors("gradients.safetensors")) {
            float[] ones = new float[index.size()];
            Arrays.fill(ones, 1f);
            check(golden, tensors, index, "ones.", ones, 1);
            float[] mask = flat(index, tensors, "mask01.mask.");
            float[] one = check(golden, tensors, index, "mask01.", mask, 1);
            float[] three = check(golden, tensors, index, "mask01.", mask, 3);
            assertThat(Arrays.equals(three, one))
                    .as("does not depend on the number of threads")
                    .isTrue();
        }
    }

    private static float[] check(
            Golden golden, SafetensorsReader tensors, NodeIndex index, String set, float[] mask, int threads)
            throws ModelFormatException {
        float[] means = flat(index, tensors, "mean.");
        int[] answers = Golden.tensor(tensors, "answer_tokens").ints();
        int[] vocabulary =
                IntStream.range(0, golden.model().config().vocabularySize()).toArray();
        try (Workers workers = new Workers(threads)) {
            GradientPass pass = new GradientPass(golden.model(), workers, prompts(tensors), vocabulary);
            Panel logits = pass.forward(mask, means);
            Golden.assertClose(
                    set + "logits",
                    logits.toRowMajor(),
                    Golden.tensor(tensors, set + "logits_at_read_position").floats(),
                    golden.logitLimit());
            Panel slope = new Panel(vocabulary.length, logits.tokens());
            double loss = 0;
            for (int s = 0; s < logits.tokens(); s++) {
                int good = answers[2 * s];
                int bad = answers[2 * s + 1];
                double odds = Math.exp(logits.get(bad, s) - logits.get(good, s));
                loss += Math.log1p(odds) / logits.tokens();
                slope.set(good, s, (float) (-odds / (1 + odds) / logits.tokens()));
                slope.set(bad, s, (float) (odds / (1 + odds) / logits.tokens()));
            }
            assertThat(loss).isCloseTo(Golden.tensor(tensors, set + "loss").floats()[0], within(1e-5));
            float[] gradient = new float[index.size()];
            pass.backward(slope, mask, means, gradient);
            checkGradient(tensors, index, set, gradient);
            return gradient;
        }
    }

    private static void checkGradient(SafetensorsReader tensors, NodeIndex index, String set, float[] gradient)
            throws ModelFormatException {
        for (Site site : index.sites()) {
            float[] expected =
                    Golden.tensor(tensors, set + "grad_mask." + site.name()).floats();
            double largest = 0;
            for (float e : expected) largest = Math.max(largest, Math.abs(e));
            int first = index.offset(site);
            float[] found = Arrays.copyOfRange(gradient, first, first + index.width(site));
            Golden.assertClose(set + site, found, expected, 3e-5 + 3e-5 * largest);
        }
    }

    private static float[] flat(NodeIndex index, SafetensorsReader tensors, String prefix) throws ModelFormatException {
        float[] all = new float[index.size()];
        for (Site site : index.sites()) {
            float[] values = Golden.tensor(tensors, prefix + site.name()).floats();
            System.arraycopy(values, 0, all, index.offset(site), values.length);
        }
        return all;
    }

    /// The prompts without their padding: nothing after the token that is read can matter.
    private static TokenBatch prompts(SafetensorsReader tensors) throws ModelFormatException {
        TokenBatch padded = Golden.batch(Golden.tensor(tensors, "tokens"));
        int[] lengths = Golden.tensor(tensors, "lengths").ints();
        List<int[]> prompts = new ArrayList<>();
        for (int s = 0; s < lengths.length; s++) {
            int from = padded.start()[s];
            prompts.add(Arrays.copyOfRange(padded.tokens(), from, from + lengths[s]));
        }
        return TokenBatch.of(prompts);
    }
}
