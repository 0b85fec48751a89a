package org.circuitexplorer.viewer.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.junit.jupiter.api.Test;

final class LayeredLayoutTest {
    private static final CircuitPicture LARGE = SamplePictures.random(6, 30, 900, 3);

    @Test
    void doesNotDependOnTheOrderOfNodesAndEdges() {
        CircuitPicture quotes = SamplePictures.quotes();
        List<PictureNode> nodes = new ArrayList<>(quotes.nodes());
        List<PictureEdge> edges = new ArrayList<>(quotes.edges());
        Collections.shuffle(nodes, new Random(5));
        Collections.shuffle(edges, new Random(6));

        assertThat(LayeredLayout.of(new CircuitPicture(quotes.bands(), nodes, edges)))
                .isEqualTo(LayeredLayout.of(quotes));
    }

    @Test
    void staysWhenNodesAreAblatedFilledAndLabelled() {
        assertThat(LayeredLayout.of(SamplePictures.exploredQuotes()))
                .isEqualTo(LayeredLayout.of(SamplePictures.quotes()));
    }

    @Test
    void nodesDoNotOverlap() {
        for (CircuitPicture picture : List.of(SamplePictures.quotes(), LARGE)) {
            GraphLayout layout = LayeredLayout.of(picture);
            for (PictureBand band : picture.bands()) {
                List<Spot> row = row(picture, layout, band.id());
                for (int i = 1; i < row.size(); i++) {
                    assertThat(row.get(i).left())
                            .as("band %s, place %d", band.id(), i)
                            .isGreaterThanOrEqualTo(row.get(i - 1).right() + 8);
                }
            }
        }
    }

    @Test
    void tokensAreAtTheBottomAndEmptyBandsTakeNoSpace() {
        CircuitPicture quotes = SamplePictures.quotes();
        List<PictureBand> bands = new ArrayList<>(quotes.bands());
        bands.add(1, new PictureBand("0.attn.act_in", "0.attn read"));
        GraphLayout layout = LayeredLayout.of(new CircuitPicture(bands, quotes.nodes(), quotes.edges()));

        assertThat(layout.bands()).extracting(BandSpan::id).doesNotContain("0.attn.act_in");
        assertThat(layout.bands().getFirst().id()).isEqualTo("logits");
        assertThat(layout.spot("token.367").y())
                .isGreaterThan(layout.spot("0.mlp.act_in.11").y());
        assertThat(layout).isEqualTo(LayeredLayout.of(quotes));
    }

    /// Parts without a link to the others, single nodes among them, stand beside them.
    @Test
    void noStripIsLeftEmptyBetweenParts() {
        double widest = 0;
        for (int seed = 0; seed < 40; seed++) {
            CircuitPicture picture = SamplePictures.random(5, 4, 7, seed);
            GraphLayout layout = LayeredLayout.of(picture);
            List<Spot> fromLeft = picture.nodes().stream()
                    .map(node -> layout.spot(node.id()))
                    .sorted(Comparator.comparingDouble(Spot::left))
                    .toList();
            double end = fromLeft.getFirst().right();
            for (Spot spot : fromLeft) {
                widest = Math.max(widest, spot.left() - end);
                end = Math.max(end, spot.right());
            }
        }
        assertThat(widest).isLessThan(150);
    }

    @Test
    void aChainIsStraight() {
        List<PictureBand> bands =
                List.of(new PictureBand("r", "read"), new PictureBand("n", "neuron"), new PictureBand("w", "write"));
        CircuitPicture chain = new CircuitPicture(
                bands,
                List.of(
                        PictureNode.of("r.1", "r", NodeShape.READ, "1", 0),
                        PictureNode.of("n.20", "n", NodeShape.NEURON, "20", 0),
                        PictureNode.of("w.1", "w", NodeShape.WRITE, "1", 0),
                        PictureNode.of("w.2", "w", NodeShape.WRITE, "2", 0)),
                List.of(PictureEdge.weight("r.1", "n.20", 1), PictureEdge.weight("n.20", "w.1", 2)));
        GraphLayout layout = LayeredLayout.of(chain);

        assertThat(layout.spot("n.20").x()).isEqualTo(layout.spot("r.1").x());
        assertThat(layout.spot("w.1").x()).isEqualTo(layout.spot("n.20").x());
    }

    @Test
    void ghostsMoveNoNodeOfTheCircuit() {
        CircuitPicture quotes = SamplePictures.quotes();
        CircuitPicture grown = withGhosts(quotes, 6);
        GraphLayout before = LayeredLayout.of(quotes);
        GraphLayout after = LayeredLayout.of(grown);

        assertThat(after.spots())
                .containsAllEntriesOf(before.spots())
                .hasSize(before.spots().size() + 6);
        List<Spot> row = row(grown, after, "0.mlp.post_act");
        for (int i = 1; i < row.size(); i++) {
            assertThat(row.get(i).left()).isGreaterThan(row.get(i - 1).right());
        }
    }

    /// Ghosts take their places in the order of their numbers: no step of eight is free that is nearer to the node
    /// they touch.
    @Test
    void ghostsStandAsNearAsTheyCan() {
        CircuitPicture quotes = SamplePictures.quotes();
        CircuitPicture grown = withGhosts(quotes, 300);
        GraphLayout layout = LayeredLayout.of(grown);
        double wanted = layout.spot("0.mlp.act_in.11").x();
        List<Spot> taken = new ArrayList<>(row(quotes, layout, "0.mlp.post_act"));
        for (int i = 0; i < 300; i++) {
            Spot ghost = layout.spot("0.mlp.post_act." + (2000 + i));
            int k = 0;
            while (isTaken(wanted + (k % 2 == 0 ? 4 : -4) * (k + k % 2), ghost.width(), taken)) k++;
            assertThat(ghost.x()).as("ghost %d", i).isEqualTo(wanted + (k % 2 == 0 ? 4 : -4) * (k + k % 2));
            taken.add(ghost);
        }
    }

    private static boolean isTaken(double x, double width, List<Spot> taken) {
        return taken.stream().anyMatch(t -> Math.abs(t.x() - x) < (t.width() + width) / 2 + 10);
    }

    private static CircuitPicture withGhosts(CircuitPicture quotes, int count) {
        List<PictureNode> nodes = new ArrayList<>(quotes.nodes());
        List<PictureEdge> edges = new ArrayList<>(quotes.edges());
        for (int channel = 2000; channel < 2000 + count; channel++) {
            String ghost = "0.mlp.post_act." + channel;
            nodes.add(PictureNode.of(ghost, "0.mlp.post_act", NodeShape.NEURON, "" + channel, 0)
                    .withState(NodeState.GHOST));
            edges.add(PictureEdge.ghost("0.mlp.act_in.11", ghost, 0.2));
        }
        return new CircuitPicture(quotes.bands(), nodes, edges);
    }

    @Test
    void aSmallerCircuitKeepsTheOrderOfItsReference() {
        GraphLayout reference = LayeredLayout.of(LARGE);
        List<PictureNode> kept =
                LARGE.nodes().stream().filter(n -> n.id().hashCode() % 3 != 0).toList();
        List<String> ids = kept.stream().map(PictureNode::id).toList();
        List<PictureEdge> edges = LARGE.edges().stream()
                .filter(e -> ids.contains(e.source()) && ids.contains(e.target()))
                .toList();
        CircuitPicture smaller = new CircuitPicture(LARGE.bands(), kept, edges);
        GraphLayout layout = LayeredLayout.of(smaller, reference);

        for (PictureBand band : LARGE.bands()) {
            List<String> before = order(smaller, reference, band.id());
            assertThat(order(smaller, layout, band.id())).isEqualTo(before);
        }
    }

    @Test
    void aMotionBeginsAndEndsWhereItShould() {
        GraphLayout end = LayeredLayout.of(SamplePictures.quotes());
        Spot spot = end.spot("2.attn.v.18");
        GraphLayout start = new GraphLayout(
                java.util.Map.of("2.attn.v.18", new Spot(spot.x() + 100, spot.y(), 1, 1)),
                end.bands(),
                java.util.Map.of(),
                0,
                1,
                1);
        Motion motion = new Motion(start, end);

        assertThat(motion.at(0.25).spot("2.attn.v.18").x()).isCloseTo(spot.x() + 75, within(1e-9));
        assertThat(motion.at(0).spot("0.mlp.act_in.11")).isEqualTo(end.spot("0.mlp.act_in.11"));
        assertThat(motion.at(1)).isEqualTo(end);
    }

    private static List<Spot> row(CircuitPicture picture, GraphLayout layout, String band) {
        return order(picture, layout, band).stream().map(layout::spot).toList();
    }

    private static List<String> order(CircuitPicture picture, GraphLayout layout, String band) {
        return picture.nodes().stream()
                .filter(n -> n.band().equals(band))
                .map(PictureNode::id)
                .sorted(java.util.Comparator.comparingDouble(
                        id -> layout.spot(id).x()))
                .toList();
    }
}
