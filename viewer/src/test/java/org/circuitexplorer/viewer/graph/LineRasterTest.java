package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.circuitexplorer.viewer.draw.Ink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineRasterTest {
    private static final int SIDE = 64;
    private final int[] pixels = new int[SIDE * SIDE];
    private final LineRaster raster = new LineRaster(pixels, SIDE, SIDE);

    @ParameterizedTest
    @CsvSource({"10, 10, 50, 10, 3", "10, 10, 50, 31, 2", "20, 5, 20, 60, 1", "50, 40, 12, 55, 0.5", "8, 60, 31, 3, 4"})
    void inksAsMuchAsItsArea(double x1, double y1, double x2, double y2, double thickness) {
        raster.line(x1, y1, x2, y2, thickness, Ink.of(0xFFFFFF));
        double area = Arrays.stream(pixels).mapToDouble(p -> (p >>> 24) / 255.0).sum();
        double wanted = Math.hypot(x2 - x1, y2 - y1) * thickness;
        assertThat(area).isCloseTo(wanted, within(0.02 * wanted + 0.5));
    }

    @Test
    void linesThatLeaveThePixelsAreCut() {
        raster.line(-1000, -500, 1000, 520, 5, Ink.of(0xFF0000));
        raster.line(30, -1e6, 31, 1e6, 2, Ink.of(0xFF0000));
        raster.line(200, 200, 300, 200, 2, Ink.of(0xFF0000));
        assertThat(Arrays.stream(pixels).filter(p -> p != 0).count()).isBetween(200L, 700L);
    }

    @Test
    void inkLiesOverInk() {
        raster.box(0, 0, 4, 4, Ink.of(0xFF0000));
        raster.box(1, 1, 2, 2, new Ink(0, 0, 255, 0.5));
        assertThat(pixels[0]).isEqualTo(0xFFFF0000);
        assertThat(pixels[SIDE + 1] >>> 24).isEqualTo(255);
        assertThat(pixels[SIDE + 1] & 0xFF).isCloseTo(127, within(2));
        assertThat(pixels[4]).isZero();
    }
}
