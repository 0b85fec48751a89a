package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.junit.jupiter.api.Test;

final class GraphHitsTest {
    private final GraphScene scene = GraphScenes.quotes();
    private final GraphHits hits = new GraphHits(scene, GraphScenes.PLAIN);

    @Test
    void findsEveryNodeAtItsMiddleAndNothingBesideIt() {
        for (PlacedNode node : scene.nodes()) {
            Spot spot = node.spot();
            assertThat(hits.nodeAt(spot.x(), spot.y())).map(PictureNode::id).contains(node.id());
            assertThat(hits.nodeAt(spot.x(), spot.bottom() + 2)).isEmpty();
        }
    }

    @Test
    void everyEdgeIsFoundSomewhereAlongItsLine() {
        for (PlacedEdge edge : scene.edges()) {
            double[] xy = edge.samples();
            boolean found = IntStream.range(0, xy.length / 2)
                    .mapToObj(i -> hits.edgeAt(xy[2 * i], xy[2 * i + 1], 1.5))
                    .anyMatch(Optional.of(edge.edge())::equals);
            assertThat(found).as("%s", edge.edge()).isTrue();
        }
        assertThat(hits.edgeAt(scene.layout().left() - 50, 200, 5)).isEmpty();
    }

    @Test
    void hiddenEdgesAreNotFound() {
        GraphHits strongOnly = new GraphHits(scene, GraphScenes.PLAIN.withMinimumWeight(100));
        for (PlacedEdge edge : scene.edges()) {
            double x = (edge.bounds().left() + edge.bounds().right()) / 2;
            double y = (edge.bounds().top() + edge.bounds().bottom()) / 2;
            assertThat(strongOnly.edgeAt(x, y, 3).filter(e -> e.kind().isWeight()))
                    .isEmpty();
        }
    }

    @Test
    void aChipStandsForItsNode() {
        GraphScene explored = GraphScenes.of(SamplePictures.exploredQuotes());
        GraphHits exploredHits = new GraphHits(explored, GraphScenes.PLAIN);

        assertThat(explored.chips()).hasSize(3);
        for (PlacedChip chip : explored.chips()) {
            Bounds b = chip.bounds();
            double x = (b.left() + b.right()) / 2;
            double y = (b.top() + b.bottom()) / 2;
            assertThat(exploredHits.nodeAt(x, y)).isEmpty();
            assertThat(exploredHits.nodeOrChipAt(x, y)).map(PictureNode::id).contains(chip.node());
        }
    }
}
