package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.PictureEdge;
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
    void findsEdgesAlongTheirCurves() {
        PictureEdge edge = scene.edgesOf("0.mlp.post_act.78").stream()
                .filter(e -> e.target().equals("0.mlp.resid_delta.25"))
                .findFirst()
                .orElseThrow();
        Spot from = scene.layout().spot(edge.source());
        Spot to = scene.layout().spot(edge.target());
        double x = (from.x() + to.x()) / 2;
        double y = (from.top() + to.bottom()) / 2;

        assertThat(hits.edgeAt(x, y, 2)).contains(edge);
        assertThat(hits.edgeAt(scene.layout().left() - 50, y, 5)).isEmpty();
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
