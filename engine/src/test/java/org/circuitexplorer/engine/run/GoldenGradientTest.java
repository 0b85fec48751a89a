package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
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
        try (Workers single = new Workers(1);
                Workers several = new Workers(3)) {
            float[] one = GoldenAgreement.gradients(golden, CpuDevice.open(golden.model(), single), 1e-5);
            float[] three = GoldenAgreement.gradients(golden, CpuDevice.open(golden.model(), several), 1e-5);
            assertThat(Arrays.equals(three, one))
                    .as("does not depend on the number of threads")
                    .isTrue();
        }
    }
}
