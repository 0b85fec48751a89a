package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.tensor.Panel;

/// A device's numbers beside the reference's, within the limits of the reference model.
public final class GoldenAgreement {
    private GoldenAgreement() {}

    /// Every recorded value, logit and loss.
    public static void forward(Golden golden, ForwardRunner pass) throws IOException, ModelFormatException {
        try (SafetensorsReader expected = golden.tensors("expected.safetensors")) {
            int cases = 0;
            for (; expected.tensors().containsKey("case" + cases + ".tokens"); cases++) {
                forward(golden, expected, "case" + cases + ".", pass);
            }
            assertThat(cases).isGreaterThan(2);
        }
    }

    private static void forward(Golden golden, SafetensorsReader expected, String prefix, ForwardRunner pass)
            throws ModelFormatException {
        ModelConfig config = golden.model().config();
        TokenBatch batch = Golden.batch(Golden.tensor(expected, prefix + "tokens"));
        Set<Site> sites = new HashSet<>();
        for (String tensor : expected.tensors().keySet()) {
            if (tensor.startsWith(prefix)) {
                Optional<Site> site = Site.parse(tensor.substring(prefix.length()), config.layers());
                site.ifPresent(sites::add);
            }
        }
        Activations found = pass.run(batch, Interventions.NONE, sites, LogitsAt.ALL);
        for (Site site : sites.stream().sorted().toList()) {
            Golden.assertClose(
                    prefix + site,
                    found.at(site).toRowMajor(),
                    Golden.tensor(expected, prefix + site.name()).floats(),
                    golden.hookLimit());
        }
        Panel logits = found.requireLogits();
        Golden.assertClose(
                prefix + "logits",
                logits.toRowMajor(),
                Golden.tensor(expected, prefix + "logits").floats(),
                golden.logitLimit());
        double loss = loss(logits, Golden.tensor(expected, prefix + "targets").longs());
        double expectedLoss = Golden.tensor(expected, prefix + "loss").floats()[0];
        assertThat(loss).as(prefix + "loss").isCloseTo(expectedLoss, within(1e-5));
    }

    /// Mean of -log softmax over targets that are not -1.
    private static double loss(Panel logits, long[] targets) {
        double sum = 0;
        long count = Arrays.stream(targets).filter(t -> t >= 0).count();
        for (int t = 0; t < targets.length; t++) {
            if (targets[t] < 0) continue;
            double total = 0;
            for (int v = 0; v < logits.channels(); v++) total += Math.exp(logits.get(v, t));
            sum += Math.log(total) - logits.get((int) targets[t], t);
        }
        return sum / count;
    }

    /// Loss, logits and mask gradient, with nothing masked and under a random mask.
    ///
    /// @param sequenceLimit largest difference of the loss of one sequence, which is that of two logits
    /// @return the gradient under the random mask
    public static float[] gradients(Golden golden, ModelOnDevice device, double sequenceLimit)
            throws IOException, ModelFormatException {
        NodeIndex index = new NodeIndex(golden.model().config());
        try (SafetensorsReader tensors = golden.tensors("gradients.safetensors")) {
            float[] ones = new float[index.size()];
            Arrays.fill(ones, 1f);
            gradients(golden, tensors, index, "ones.", ones, device, sequenceLimit);
            float[] mask = flat(index, tensors, "mask01.mask.");
            return gradients(golden, tensors, index, "mask01.", mask, device, sequenceLimit);
        }
    }

    private static float[] gradients(
            Golden golden,
            SafetensorsReader tensors,
            NodeIndex index,
            String set,
            float[] mask,
            ModelOnDevice device,
            double sequenceLimit)
            throws ModelFormatException {
        float[] means = flat(index, tensors, "mean.");
        int[] answers = Golden.tensor(tensors, "answer_tokens").ints();
        int[] vocabulary =
                IntStream.range(0, golden.model().config().vocabularySize()).toArray();
        try (GradientRunner pass = device.gradient(prompts(tensors), vocabulary)) {
            Panel logits = pass.forward(mask, means);
            Golden.assertClose(
                    set + "logits",
                    logits.toRowMajor(),
                    Golden.tensor(tensors, set + "logits_at_read_position").floats(),
                    golden.logitLimit());
            Panel slope = new Panel(vocabulary.length, logits.tokens());
            float[] expected = Golden.tensor(tensors, set + "loss_per_sequence").floats();
            double loss = 0;
            for (int s = 0; s < logits.tokens(); s++) {
                int good = answers[2 * s];
                int bad = answers[2 * s + 1];
                double odds = Math.exp(logits.get(bad, s) - logits.get(good, s));
                double own = Math.log1p(odds);
                assertThat(own).as(set + "loss of sequence " + s).isCloseTo(expected[s], within(sequenceLimit));
                loss += own / logits.tokens();
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

    /// Logits and the final stream under every intervention.
    public static void interventions(Golden golden, ForwardRunner pass) throws IOException, ModelFormatException {
        JsonNode list = new ObjectMapper()
                .readTree(
                        Golden.path(golden.name()).resolve("interventions.json").toFile())
                .get("interventions");
        assertThat(list).hasSizeGreaterThan(10);
        ModelConfig config = golden.model().config();
        Site end = new Site(config.layers(), SiteKind.FINAL_RESID);
        try (SafetensorsReader tensors = golden.tensors("interventions.safetensors")) {
            for (JsonNode entry : list) {
                TokenBatch batch =
                        Golden.batch(Golden.tensor(tensors, entry.get("tokens").asText()));
                List<Intervention> operations = new ArrayList<>();
                for (JsonNode op : entry.get("ops")) operations.add(operation(op, config, tensors));
                Activations found = pass.run(batch, Interventions.of(operations), Set.of(end), LogitsAt.ALL);
                String what = entry.get("name").asText();
                Golden.assertClose(
                        what + " logits",
                        found.requireLogits().toRowMajor(),
                        Golden.tensor(tensors, entry.get("logits").asText()).floats(),
                        golden.logitLimit());
                Golden.assertClose(
                        what + " final_resid",
                        found.at(end).toRowMajor(),
                        Golden.tensor(tensors, entry.get("final_resid").asText())
                                .floats(),
                        golden.hookLimit());
            }
        }
    }

    private static Intervention operation(JsonNode op, ModelConfig config, SafetensorsReader tensors)
            throws ModelFormatException {
        Site site = Site.parse(op.get("location").asText(), config.layers()).orElseThrow();
        int[] channels = ints(op.has("channels") ? op.get("channels") : op.get("channel"));
        return switch (op.get("op").asText()) {
            case "replace" -> Intervention.replace(site, channels, floats(op.get("values"), channels.length));
            case "keep_only" -> {
                int[] others = IntStream.range(0, config.width(site.kind()))
                        .filter(c -> Arrays.stream(channels).noneMatch(kept -> kept == c))
                        .toArray();
                float[] mean = Golden.tensor(tensors, "mean." + site.name()).floats();
                float[] values = new float[others.length];
                for (int i = 0; i < others.length; i++) values[i] = mean[others[i]];
                yield Intervention.replace(site, others, values);
            }
            case "scale" ->
                Intervention.everywhere(
                        site, channels, floats(op.get("factor"), channels.length), new float[channels.length]);
            case "set_at_positions" ->
                new Intervention(
                        site,
                        channels,
                        new float[channels.length],
                        floats(op.get("value"), channels.length),
                        ints(op.get("positions")));
            default -> throw new AssertionError(op);
        };
    }

    private static int[] ints(JsonNode node) {
        if (!node.isArray()) return new int[] {node.asInt()};
        return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
    }

    private static float[] floats(JsonNode node, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (node.isArray() ? node.get(i) : node).asDouble();
        }
        return values;
    }
}
