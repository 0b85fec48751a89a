package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.Spot;
import org.junit.jupiter.api.Test;

final class ViewAreaTest {
    private static final Bounds MAP = new Bounds(848, 494, 986, 586);
    private static final ViewArea AREA = new ViewArea(1000, 600, 128, 52, MAP);
    private static final Bounds GRAPH = new Bounds(0, 0, 800, 560);

    @Test
    void noNodeIsFittedUnderTheMinimap() {
        Bounds corner = new Bounds(760, 530, 800, 560);
        Camera camera = AREA.fitting(GRAPH, List.of(corner));
        assertThat(camera.pixelX(corner.right()) <= MAP.left() || camera.pixelY(corner.bottom()) <= MAP.top())
                .isTrue();
    }

    @Test
    void aFreeCornerCostsNothing() {
        Camera plain = AREA.showing(GRAPH);
        assertThat(AREA.fitting(GRAPH, List.of(new Bounds(0, 0, 40, 20)))).isEqualTo(plain);
        assertThat(plain.scale()).isCloseTo(568.0 / 560, within(1e-9));
    }

    @Test
    void aSmallGraphGrowsWithTheViewWithinBounds() {
        Bounds small = new Bounds(0, 0, 400, 300);
        Bounds none = new Bounds(0, 0, 0, 0);
        assertThat(new ViewArea(2400, 832, 128, 52, none).showing(small).scale())
                .isCloseTo(800.0 / 300, within(1e-9));
        assertThat(new ViewArea(3000, 2000, 128, 52, none).showing(small).scale())
                .isEqualTo(3);
    }

    @Test
    void aGraphIsMovedAsideBeforeItIsMadeSmaller() {
        Bounds narrow = new Bounds(0, 0, 760, 560);
        Bounds corner = new Bounds(660, 530, 700, 560);
        Camera camera = AREA.fitting(narrow, List.of(corner));
        assertThat(camera.scale()).isEqualTo(AREA.showing(narrow).scale());
        assertThat(camera.pixelX(corner.right())).isLessThan(MAP.left());
        assertThat(camera.pixelX(narrow.left())).isCloseTo(128, within(1e-9));
    }

    @Test
    void withoutNamesAndButtonsAGraphIsFittedLarger() {
        GraphLayout layout = new GraphLayout(
                Map.of("a", new Spot(0, 20, 40, 20), "b", new Spot(900, 20, 40, 20)), List.of(), Map.of(), 0, 900, 40);
        Camera inWindow = new GraphFrame(layout, 900, 500, new GraphFrame.Around(false, true, true)).fitting();
        Camera alone = new GraphFrame(layout, 900, 500, new GraphFrame.Around(false, false, false)).fitting();
        assertThat(alone.scale() / inWindow.scale()).isCloseTo(868.0 / 720, within(1e-9));
    }

    private static GraphLayout withSecondNodeAt(double y) {
        return new GraphLayout(
                Map.of("a", new Spot(20, 20, 40, 20), "b", new Spot(880, y, 40, 20)), List.of(), Map.of(), 0, 900, 600);
    }

    @Test
    void aMinimapThatWouldMakeTheGraphMuchSmallerGivesWay() {
        GraphLayout corner = withSecondNodeAt(585);
        GraphFrame frame = new GraphFrame(corner, 760, 420, new GraphFrame.Around(true, true, true));
        assertThat(frame.fitting().scale())
                .isEqualTo(new GraphFrame(corner, 760, 420, new GraphFrame.Around(false, true, true))
                        .fitting()
                        .scale());
        assertThat(frame.hidesNodes(frame.fitting())).isTrue();
        GraphLayout free = withSecondNodeAt(20);
        GraphFrame other = new GraphFrame(free, 760, 420, new GraphFrame.Around(true, true, true));
        assertThat(other.hidesNodes(other.fitting())).isFalse();
    }

    @Test
    void zoomingKeepsThePixelUnderThePointer() {
        Camera camera = new Camera(1.3, 40, -70);
        Camera nearer = camera.zoomed(1.7, 300, 200);
        assertThat(nearer.toX(300)).isCloseTo(camera.toX(300), within(1e-9));
        assertThat(nearer.toY(200)).isCloseTo(camera.toY(200), within(1e-9));
        assertThat(camera.zoomed(1e9, 0, 0).scale()).isEqualTo(Camera.LARGEST);
    }
}
