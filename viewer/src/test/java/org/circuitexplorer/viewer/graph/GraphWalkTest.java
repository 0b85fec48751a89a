package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.circuitexplorer.viewer.graph.GraphWalk.Direction;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.junit.jupiter.api.Test;

final class GraphWalkTest {
    private final GraphScene scene = GraphScenes.quotes();
    private final GraphWalk walk = new GraphWalk(scene, GraphScenes.PLAIN);

    @Test
    void sidewaysVisitsEveryNodeOfABandInOrder() {
        String node = leftmost("0.mlp.post_act.78");
        int visited = 1;
        while (walk.neighbour(node, Direction.RIGHT).isPresent()) {
            String next = walk.neighbour(node, Direction.RIGHT).orElseThrow();
            assertThat(scene.layout().spot(next).x())
                    .isGreaterThan(scene.layout().spot(node).x());
            assertThat(walk.neighbour(next, Direction.LEFT)).contains(node);
            node = next;
            visited++;
        }
        assertThat(visited).isEqualTo(4);
    }

    @Test
    void aWalkBeginsAtTheNodeThatIsFilledMost() {
        PictureNode start = scene.node(walk.start().orElseThrow()).orElseThrow().node();
        assertThat(start.shape().isPill()).isFalse();
        assertThat(scene.nodes())
                .filteredOn(n -> !n.node().shape().isPill())
                .allSatisfy(n -> assertThat(n.node().strength()).isLessThanOrEqualTo(start.strength()));
    }

    @Test
    void upAndDownFollowEdges() {
        String above = walk.neighbour("0.mlp.post_act.328", Direction.UP).orElseThrow();
        assertThat(above).isEqualTo("0.mlp.resid_delta.16");
        assertThat(walk.neighbour("answer.358", Direction.UP)).isEmpty();
        assertThat(walk.neighbour("answer.358", Direction.DOWN)).contains("2.attn.resid_delta.126");
    }

    @Test
    void withoutEdgesUpGoesToTheNextBand() {
        CircuitPicture loose = new CircuitPicture(
                List.of(new PictureBand("a", "a"), new PictureBand("b", "b")),
                List.of(
                        PictureNode.of("a.1", "a", NodeShape.READ, "1", 0),
                        PictureNode.of("b.1", "b", NodeShape.WRITE, "1", 0)),
                List.of());

        assertThat(new GraphWalk(GraphScenes.of(loose), GraphScenes.PLAIN).neighbour("a.1", Direction.UP))
                .contains("b.1");
    }

    @Test
    void bracketsFollowTheStrongestShownEdge() {
        assertThat(walk.alongStrongest("2.attn.v.18", true)).contains("2.attn.resid_delta.16");
        assertThat(walk.alongStrongest("2.attn.v.18", false)).contains("2.attn.act_in.16");
        assertThat(walk.alongStrongest("answer.358", true)).isEmpty();
        assertThat(new GraphWalk(scene, GraphScenes.PLAIN.withMinimumWeight(9)).alongStrongest("2.attn.v.18", true))
                .isEmpty();
    }

    @Test
    void aResidualWireIsFollowedWhenThereIsNoWeight() {
        CircuitPicture wire = new CircuitPicture(
                List.of(new PictureBand("w", "write"), new PictureBand("r", "read")),
                List.of(
                        PictureNode.of("w.1", "w", NodeShape.WRITE, "1", 0),
                        PictureNode.of("r.1", "r", NodeShape.READ, "1", 0)),
                List.of(PictureEdge.residual("w.1", "r.1")));

        assertThat(new GraphWalk(GraphScenes.of(wire), GraphScenes.PLAIN).alongStrongest("w.1", true))
                .contains("r.1");
    }

    private String leftmost(String node) {
        String at = node;
        while (walk.neighbour(at, Direction.LEFT).isPresent()) {
            at = walk.neighbour(at, Direction.LEFT).orElseThrow();
        }
        return at;
    }
}
