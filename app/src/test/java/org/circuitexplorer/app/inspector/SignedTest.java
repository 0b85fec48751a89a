package org.circuitexplorer.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignedTest {
    @ParameterizedTest
    @CsvSource({
        "1.083, +1.08",
        "-0.12, -0.12",
        "0.0312, +0.031",
        "0.0091, +0.0091",
        "-0.00046, -0.0005",
        "0.00001, +0.00",
        "-0.00001, +0.00",
        "0, +0.00"
    })
    void smallChangesAreToldApart(double change, String written) {
        assertThat(Texts.signed(change)).isEqualTo(written);
    }
}
