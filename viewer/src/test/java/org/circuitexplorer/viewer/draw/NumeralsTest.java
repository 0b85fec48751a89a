package org.circuitexplorer.viewer.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumeralsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0|0
            0.03|0.03
            -4.2|-4.2
            0.125|0.13
            12.34|12.3
            1240|1,240
            0.0000031|3.1e-06
            400|400
            """)
    void valuesAreShort(double value, String text) {
        assertThat(Numerals.value(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.73, 73 %", "0.004, 0.4 %", "0, 0 %", "1, 100 %"})
    void partsArePercents(double part, String text) {
        assertThat(Numerals.percent(part)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "12400, 12.4 k", "3100000, 3.1 M"})
    void countsAreShort(long count, String text) {
        assertThat(Numerals.count(count)).isEqualTo(text);
    }
}
