package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recorded value, logit and loss of the reference models, with one thread and with three.
class GoldenForwardTest {
    static Stream<String> models() {
        return Golden.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everySiteAgrees(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        try (SafetensorsReader expected = golden.tensors("expected.safetensors");
                Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            int cases = 0;
            for (; expected.tensors().containsKey("case" + cases + ".tokens"); cases++) {
                String prefix = "case" + cases + ".";
                check(golden, expected, prefix, new ForwardPass(golden.model(), one));
                check(golden, expected, prefix, new ForwardPass(golden.model(), three));
            }
            assertThat(cases).isGreaterThan(2);
        }
    }

    private static void check(Golden golden, SafetensorsReader expected, String prefix, ForwardPass pass)
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

    @ParameterizedTest
    @MethodSource("models")
    void shorterBatchesAndLastLogitsAreTheSame(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        try (SafetensorsReader expected = golden.tensors("expected.safetensors");
                Workers workers = new Workers(2)) {
            ForwardPass pass = new ForwardPass(golden.model(), workers);
            TokenBatch batch = Golden.batch(Golden.tensor(expected, "case2.tokens"));
            Panel all =
                    pass.run(batch, Interventions.NONE, Set.of(), LogitsAt.ALL).requireLogits();
            for (int s = 0; s < batch.sequences(); s++) {
                int[] alone = Arrays.copyOfRange(batch.tokens(), batch.start()[s], batch.start()[s + 1]);
                Panel last = pass.run(TokenBatch.of(List.of(alone)), Interventions.NONE, Set.of(), LogitsAt.LAST)
                        .requireLogits();
                for (int v = 0; v < last.channels(); v++) {
                    assertThat(last.get(v, 0)).isCloseTo(all.get(v, batch.last(s)), within(2e-5f));
                }
            }
        }
    }
}
