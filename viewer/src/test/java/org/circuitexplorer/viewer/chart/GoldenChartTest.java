package org.circuitexplorer.viewer.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.circuitexplorer.viewer.draw.ImagePen;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.GoldenPicture;
import org.junit.jupiter.api.Test;

/// Charts are drawn as they were.
final class GoldenChartTest {
    @Test
    void aHistogramLooksAsItDid() throws IOException {
        GoldenPicture.check("histogram-light", histogram(OptionalDouble.of(2.6)));
        assertThat(GoldenPicture.same(GoldenPicture.kept("histogram-light"), histogram(OptionalDouble.of(-1))))
                .as("another current value")
                .isFalse();
    }

    @Test
    void theCurveOfASearchLooksAsItDid() throws IOException {
        GoldenPicture.check("curve-dark", curve(0.15));
        assertThat(GoldenPicture.same(GoldenPicture.kept("curve-dark"), curve(0.4)))
                .as("another target")
                .isFalse();
    }

    private static BufferedImage histogram(OptionalDouble current) {
        int[] corpus = IntStream.range(0, 30)
                .map(i -> 10 + 9000 / (1 + (i - 15) * (i - 15)))
                .toArray();
        int[] warm = IntStream.range(0, 30)
                .map(i -> Math.max(0, 40 - 9 * Math.abs(i - 24)))
                .toArray();
        int[] blue = IntStream.range(0, 30)
                .map(i -> Math.max(0, 36 - 9 * Math.abs(i - 5)))
                .toArray();
        HistogramData data = new HistogramData(
                -4.5,
                0.3,
                corpus,
                81_200,
                0.03,
                List.of(new HistogramData.Group("a", warm, 20), new HistogramData.Group("b", blue, 14)),
                current);
        ImagePen pen = new ImagePen(360, 150, 1);
        new HistogramPlot(data, 360, 150, true).paint(pen, Theme.LIGHT, OptionalInt.empty(), Optional.empty());
        return GoldenPicture.on(Theme.LIGHT, pen);
    }

    private static BufferedImage curve(double target) {
        LossCurve search = new LossCurve(
                IntStream.range(0, 300).toArray(),
                IntStream.range(0, 300)
                        .mapToDouble(i -> 0.08 + 0.6 / (1 + i / 40.0))
                        .toArray(),
                IntStream.range(0, 300).map(i -> 4000 / (1 + i / 10)).toArray(),
                target);
        ImagePen pen = new ImagePen(420, 180, 1);
        new CurvePlot(LossCurveView.chart(search), Theme.DARK, 420, 180).paint(pen);
        return GoldenPicture.on(Theme.DARK, pen);
    }
}
