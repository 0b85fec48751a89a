package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
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
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            GoldenAgreement.forward(golden, new ForwardPass(golden.model(), one));
            GoldenAgreement.forward(golden, new ForwardPass(golden.model(), three));
        }
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
