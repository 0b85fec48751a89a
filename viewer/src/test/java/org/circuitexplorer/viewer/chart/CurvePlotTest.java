package org.circuitexplorer.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.circuitexplorer.viewer.draw.Figure.Path;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.draw.RecordingPen;
import org.circuitexplorer.viewer.draw.Theme;
import org.junit.jupiter.api.Test;

final class CurvePlotTest {
    private static final LossCurve SEARCH = new LossCurve(
            IntStream.range(0, 5000).toArray(),
            IntStream.range(0, 5000).mapToDouble(i -> i == 2500 ? 0.6 : 0.1).toArray(),
            IntStream.range(0, 5000).map(i -> 4000 - i / 2).toArray(),
            0.15);

    @Test
    void aLongCurveIsThinnedWithoutLosingItsPeak() {
        RecordingPen pen = new RecordingPen();
        CurvePlot plot = new CurvePlot(LossCurveView.chart(SEARCH), Theme.DARK, 400, 180);
        plot.paint(pen);
        List<Path> curves = pen.lines().stream()
                .filter(l -> l.stroke().width() == 2)
                .map(l -> (Path) l.figure())
                .toList();

        assertThat(curves).hasSize(2);
        assertThat(curves.getFirst().steps().size()).isLessThan(900);
        double top = ys(curves.getFirst()).min().orElseThrow();
        double usual = ys(curves.getFirst()).max().orElseThrow();
        assertThat((usual - top) / (180 - 42)).isCloseTo(0.5 / (0.6 * 1.05), within(0.01));
        assertThat(pen.texts()).contains("loss", "nodes (right)", "target 0.15", "step");
    }

    @Test
    void largeNumbersAtTheRightAreNotCutOff() {
        RecordingPen pen = new RecordingPen();
        LossCurve large = new LossCurve(new int[] {0, 1}, new double[] {0.1, 0.2}, new int[] {600_000, 100}, 0.15);
        new CurvePlot(LossCurveView.chart(large), Theme.DARK, 400, 180).paint(pen);
        assertThat(pen.written())
                .filteredOn(w -> w.text().equals("100,000"))
                .singleElement()
                .satisfies(
                        w -> assertThat(w.x() + w.lettering().widthOf(w.text())).isLessThanOrEqualTo(400));
    }

    @Test
    void theMarkerReadsTheNearestPoint() {
        CurvePlot plot = new CurvePlot(LossCurveView.chart(SEARCH), Theme.LIGHT, 400, 180);
        assertThat(plot.words(2500.2)).isEqualTo("step 2,500\nloss 0.6\nnodes 2,750");
        assertThat(plot.valueAt(-50)).isZero();
        assertThat(plot.valueAt(4000)).isEqualTo(4999);
    }

    @Test
    void nothingYetIsAnEmptyChart() {
        RecordingPen pen = new RecordingPen();
        new CurvePlot(LossCurveView.chart(LossCurve.empty(0.15)), Theme.DARK, 300, 120).paint(pen);
        assertThat(pen.texts()).contains("target 0.15");
    }

    private static DoubleStream ys(Path path) {
        return path.steps().stream().mapToDouble(s -> switch (s) {
            case Step.Move m -> m.y();
            case Step.Line l -> l.y();
            default -> throw new AssertionError(s);
        });
    }
}
