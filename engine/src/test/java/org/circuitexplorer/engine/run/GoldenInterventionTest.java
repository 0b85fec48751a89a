package org.circuitexplorer.engine.run;

import java.io.IOException;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Replacing, keeping only, scaling and setting values gives the reference's logits.
class GoldenInterventionTest {
    static Stream<String> models() {
        return Golden.WITH_INTERVENTIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyInterventionAgrees(String name) throws IOException, ModelFormatException {
        Golden golden = Golden.load(name);
        try (Workers workers = new Workers(2)) {
            GoldenAgreement.interventions(golden, new ForwardPass(golden.model(), workers));
        }
    }
}
