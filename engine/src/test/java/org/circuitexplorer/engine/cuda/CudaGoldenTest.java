package org.circuitexplorer.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Golden;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The forward pass with every kernel, run by emulation, against the values of the public reference code.
class CudaGoldenTest {
    private FakeDriver fake;

    static Stream<String> models() {
        return Golden.ALL.stream();
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        fake = FakeDriver.open();
    }

    @AfterEach
    void close() {
        if (fake != null) fake.close();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everySiteAgrees(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        try (SafetensorsReader expected = golden.tensors("expected.safetensors");
                CudaDriver driver = new CudaDriver(fake.library());
                CudaDevice device = driver.open(driver.devices().getFirst());
                ModelOnDevice model = device.open(golden.model());
                ForwardRunner pass = model.forward()) {
            int cases = 0;
            for (; expected.tensors().containsKey("case" + cases + ".tokens"); cases++) {
                check(golden, expected, "case" + cases + ".", pass);
            }
            assertThat(cases).isGreaterThan(2);
        }
        assertThat(fake.live()).isZero();
        assertThat(fake.overruns()).isZero();
    }

    private static void check(Golden golden, SafetensorsReader expected, String prefix, ForwardRunner pass)
            throws ModelFormatException {
        TokenBatch batch = Golden.batch(Golden.tensor(expected, prefix + "tokens"));
        Set<Site> sites = new HashSet<>();
        for (String tensor : expected.tensors().keySet()) {
            if (tensor.startsWith(prefix)) {
                Site.parse(
                                tensor.substring(prefix.length()),
                                golden.model().config().layers())
                        .ifPresent(sites::add);
            }
        }
        Activations found = pass.run(batch, Interventions.NONE, sites, LogitsAt.ALL);
        assertThat(found.recorded()).isNotEqualTo(Map.of());
        for (Site site : sites.stream().sorted().toList()) {
            Golden.assertClose(
                    prefix + site,
                    found.at(site).toRowMajor(),
                    Golden.tensor(expected, prefix + site.name()).floats(),
                    golden.hookLimit());
        }
        Golden.assertClose(
                prefix + "logits",
                found.requireLogits().toRowMajor(),
                Golden.tensor(expected, prefix + "logits").floats(),
                golden.logitLimit());
    }
}
