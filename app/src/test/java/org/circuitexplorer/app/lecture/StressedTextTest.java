package org.circuitexplorer.app.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StressedTextTest {
    @ParameterizedTest
    @CsvSource({
        "'a **b c** d', 'a |<b c>| d'",
        "'**b**', '<b>'",
        "'a ** b', 'a ** b'",
        "'**a** **b**', '<a>| |<b>'",
        "'a **** b', 'a | b'",
        "'', ''",
        "'a **b** c ** d', 'a |<b>| c ** d'"
    })
    void wordsBetweenPairsOfAsterisksAreStressed(String text, String expected) {
        String parts = StressedText.of(text).parts().stream()
                .map(p -> p.stressed() ? "<" + p.text() + ">" : p.text())
                .collect(Collectors.joining("|"));
        assertThat(parts).isEqualTo(expected);
    }
}
