package org.circuitexplorer.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import org.circuitexplorer.viewer.draw.Numerals;
import org.junit.jupiter.api.Test;

final class AxisScaleTest {
    @Test
    void ticksAreRoundNumbersInside() {
        assertThat(words(AxisScale.linear(0, 0.21).ticks(4))).isEqualTo("0 0.05 0.1 0.15 0.2");
        assertThat(words(AxisScale.linear(-3.2, 4.1).ticks(4))).isEqualTo("-2 0 2 4");
        assertThat(words(AxisScale.logarithmic(20, 5000).ticks(3))).isEqualTo("100 1,000");
        assertThat(words(AxisScale.logarithmic(0.01, 1).ticks(6))).isEqualTo("0.01 0.03 0.1 0.3 1");
    }

    @Test
    void partAndValueAreInverse() {
        for (AxisScale axis : new AxisScale[] {AxisScale.linear(-3, 9), AxisScale.logarithmic(0.01, 40)}) {
            for (double part : new double[] {0, 0.2, 0.77, 1}) {
                assertThat(axis.part(axis.value(part))).isCloseTo(part, within(1e-12));
            }
        }
        assertThat(AxisScale.logarithmic(1, 10).part(-5)).isZero();
    }

    private static String words(List<Double> ticks) {
        return ticks.stream().map(Numerals::value).collect(Collectors.joining(" "));
    }
}
