package org.circuitexplorer.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HistogramDataTest {
    /// Bins of width 1 from -3 to 4.
    private final HistogramData data = new HistogramData(
            -3,
            1,
            new int[] {1, 2, 3, 4, 5, 6, 7},
            10,
            0.5,
            List.of(new HistogramData.Group("a", new int[] {0, 0, 1, 1, 0, 0, 2}, 3)),
            OptionalDouble.empty());

    @Test
    void coarserBinsKeepEveryValueAndNoBinMixesSigns() {
        HistogramData coarse = data.coarser(4);
        assertThat(coarse.width()).isEqualTo(2);
        assertThat(coarse.firstEdge()).isEqualTo(-4);
        assertThat(coarse.counts()).containsExactly(1, 5, 9, 13);
        assertThat(coarse.groups().getFirst().counts()).containsExactly(0, 1, 1, 2);
        assertThat(coarse.total()).isEqualTo(data.total()).isEqualTo(38);
    }

    @Test
    void fewBinsStayAsTheyAre() {
        assertThat(data.coarser(7)).isSameAs(data);
    }

    @Test
    void groupsHaveTheBinsOfTheCorpus() {
        HistogramData.Group other = new HistogramData.Group("b", new int[3], 0);
        assertThatThrownBy(() -> new HistogramData(0, 1, new int[4], 0, 0, List.of(other), OptionalDouble.empty()))
                .hasMessageContaining("expected 4 bins for b, found 3");
    }

    @Test
    void everyBarTellsItsValues() {
        HistogramPlot plot = new HistogramPlot(data, HistogramPlot.ZERO_WIDTH + 70, 100, true);
        assertThat(plot.barAt(5)).hasValue(HistogramPlot.ZERO_BAR);
        assertThat(plot.bin(HistogramPlot.ZERO_BAR)).isEqualTo(HistogramView.Bin.ZERO);
        int bar = plot.barAt(HistogramPlot.ZERO_WIDTH + 35).orElseThrow();
        assertThat(plot.bin(bar)).isEqualTo(new HistogramView.Bin(0, 1));
        assertThat(plot.words(bar)).startsWith("0 to 1: corpus ");
        assertThat(plot.barAt(HistogramPlot.ZERO_WIDTH + 71)).isEmpty();
    }
}
