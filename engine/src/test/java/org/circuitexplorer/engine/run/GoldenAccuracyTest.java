package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.io.StoredTensor;
import org.circuitexplorer.engine.model.Site;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How far this program's numbers are from the reference's, and from the same calculation in 64 bits: at most half of
/// what is allowed, so that other models of the same kinds have room. Says the figures.
class GoldenAccuracyTest {
    private static final double SHARE = 0.5;

    static Stream<String> models() {
        return Golden.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void halfOfTheLimitIsEnough(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        double logits = 0;
        double precise = 0;
        double hooks = 0;
        int cases = 0;
        try (SafetensorsReader expected = golden.tensors("expected.safetensors");
                Workers workers = new Workers(2)) {
            for (; expected.tensors().containsKey("case" + cases + ".tokens"); cases++) {
                String prefix = "case" + cases + ".";
                Set<Site> sites = sites(golden, expected, prefix);
                Activations found = new ForwardPass(golden.model(), workers)
                        .run(
                                Golden.batch(Golden.tensor(expected, prefix + "tokens")),
                                Interventions.NONE,
                                sites,
                                LogitsAt.ALL);
                float[] ours = found.requireLogits().toRowMajor();
                logits = Math.max(logits, worst(ours, Golden.tensor(expected, prefix + "logits")));
                Optional<StoredTensor> wide =
                        Optional.ofNullable(expected.tensors().get(prefix + "logits64"));
                if (wide.isPresent()) precise = Math.max(precise, worst(ours, wide.get()));
                for (Site site : sites) {
                    float[] values = found.at(site).toRowMajor();
                    hooks = Math.max(hooks, worst(values, Golden.tensor(expected, prefix + site.name())));
                }
            }
        }
        System.out.println(String.format(
                Locale.ROOT,
                "accuracy %s: %d cases, logits %.1e and against 64 bits %.1e of %.0e, hooks %.1e of %.0e",
                name,
                cases,
                logits,
                precise,
                golden.logitLimit(),
                hooks,
                golden.hookLimit()));
        assertThat(precise).isPositive().isLessThan(SHARE * golden.logitLimit());
        assertThat(logits).isLessThan(SHARE * golden.logitLimit());
        assertThat(hooks).isPositive().isLessThan(SHARE * golden.hookLimit());
    }

    private static Set<Site> sites(Golden golden, SafetensorsReader expected, String prefix) {
        Set<Site> sites = new TreeSet<>();
        for (String tensor : expected.tensors().keySet()) {
            if (!tensor.startsWith(prefix)) continue;
            Site.parse(
                            tensor.substring(prefix.length()),
                            golden.model().config().layers())
                    .ifPresent(sites::add);
        }
        return sites;
    }

    private static double worst(float[] found, StoredTensor expected) throws ModelFormatException {
        float[] wanted = expected.floats();
        assertThat(found).hasSameSizeAs(wanted);
        double worst = 0;
        for (int i = 0; i < found.length; i++) worst = Math.max(worst, Math.abs((double) found[i] - wanted[i]));
        return worst;
    }
}
