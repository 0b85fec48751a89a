package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.junit.jupiter.api.Test;

class PathBetweenTest {
    private static final CircuitPicture PICTURE = new CircuitPicture(
            List.of(new PictureBand("low", "low"), new PictureBand("middle", "middle"), new PictureBand("top", "top")),
            List.of(
                    PictureNode.of("a", "low", NodeShape.READ, "a", 0),
                    PictureNode.of("b", "middle", NodeShape.NEURON, "b", 0),
                    PictureNode.of("c", "middle", NodeShape.NEURON, "c", 0),
                    PictureNode.of("d", "top", NodeShape.WRITE, "d", 0),
                    PictureNode.of("e", "top", NodeShape.WRITE, "e", 0)),
            List.of(
                    PictureEdge.weight("a", "b", 1),
                    PictureEdge.weight("a", "c", -0.1),
                    PictureEdge.weight("b", "d", 2),
                    PictureEdge.weight("c", "d", 1),
                    PictureEdge.weight("c", "e", 1)));
    private static final GraphLook ALL = GraphLook.plain(Theme.DARK);

    @Test
    void allNodesBetweenBothEndsAreFoundFromEitherEnd() {
        PathBetween paths = new PathBetween(PICTURE, ALL);
        assertThat(paths.of("a", "d")).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(paths.of("d", "a")).isEqualTo(paths.of("a", "d"));
    }

    @Test
    void hiddenEdgesAndNeighboursWithoutAPathJoinNothing() {
        assertThat(new PathBetween(PICTURE, ALL.withMinimumWeight(0.5)).of("a", "d"))
                .containsExactlyInAnyOrder("a", "b", "d");
        assertThat(new PathBetween(PICTURE, ALL).of("b", "e")).isEmpty();
    }

    @Test
    void neighboursAreThoseThatSoManyEdgesJoin() {
        Neighbourhood all = new Neighbourhood(PICTURE, ALL);
        assertThat(all.of("e", 0)).containsExactly("e");
        assertThat(all.of("e", 1)).containsExactlyInAnyOrder("e", "c");
        assertThat(all.of("e", 2)).containsExactlyInAnyOrder("e", "c", "a", "d");
        assertThat(all.of("e", 9)).hasSize(5);
        assertThat(new Neighbourhood(PICTURE, ALL.withMinimumWeight(0.5)).of("e", 9))
                .containsExactlyInAnyOrder("e", "c", "d", "b", "a");
    }
}
