package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.LayeredLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.GoldenPicture;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.junit.jupiter.api.Test;

/// The drawn graph is what it was; and what would be noticed if it were not.
final class GoldenGraphTest {
    private static final CircuitPicture QUOTES = SamplePictures.exploredQuotes();
    private static final int FINER = 4;
    private static final GraphLayout LAYOUT = LayeredLayout.of(QUOTES);

    @Test
    void theQuoteCircuitLooksAsItDid() throws IOException {
        GoldenPicture.check("quotes-dark", draw(QUOTES, dark()));
        GraphLook light = GraphLook.plain(Theme.LIGHT.colourBlindSafe()).withMinimumWeight(0.2);
        GoldenPicture.check("quotes-light-safe", draw(QUOTES, light));
        GoldenPicture.check("random-dark", draw(SamplePictures.random(3, 12, 120, 7), GraphLook.plain(Theme.DARK)));
    }

    @Test
    void anotherRasteriserDrawsTheSame() throws IOException {
        BufferedImage fine = new GraphExport(QUOTES, LAYOUT, dark()).image(FINER);
        BufferedImage kept = GoldenPicture.kept("quotes-dark");
        assertThat(GoldenPicture.same(kept, averaged(fine, kept.getWidth(), kept.getHeight())))
                .isTrue();
    }

    /// Letters and lines as coverage of pixels, without hinting.
    private static BufferedImage averaged(BufferedImage fine, int width, int height) {
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] sum = new int[3];
                for (int i = 0; i < FINER * FINER; i++) {
                    int rgb = fine.getRGB(
                            Math.min(x * FINER + i % FINER, fine.getWidth() - 1),
                            Math.min(y * FINER + i / FINER, fine.getHeight() - 1));
                    for (int c = 0; c < 3; c++) sum[c] += (rgb >> (8 * c)) & 0xff;
                }
                int area = FINER * FINER;
                small.setRGB(x, y, ((sum[2] / area) << 16) | ((sum[1] / area) << 8) | (sum[0] / area));
            }
        }
        return small;
    }

    @Test
    void aChangeOfTheDrawingIsNoticed() throws IOException {
        BufferedImage kept = GoldenPicture.kept("quotes-dark");
        assertThat(GoldenPicture.same(kept, draw(QUOTES, dark()))).isTrue();
        assertThat(GoldenPicture.same(kept, draw(QUOTES, GraphLook.plain(Theme.DARK))))
                .as("the selection is gone")
                .isFalse();
        assertThat(GoldenPicture.same(kept, draw(nodes(n -> n.withState(NodeState.ACTIVE)), dark())))
                .as("nothing is ablated")
                .isFalse();
        assertThat(GoldenPicture.same(kept, draw(nodes(n -> n.withLabel("")), dark())))
                .as("the labels are gone")
                .isFalse();
        CircuitPicture turned = edges(QUOTES.edges().stream()
                .map(e -> new PictureEdge(e.source(), e.target(), -e.weight(), e.kind(), e.ablated()))
                .toList());
        assertThat(GoldenPicture.same(kept, draw(turned, dark())))
                .as("the signs are turned")
                .isFalse();
        CircuitPicture unused =
                edges(QUOTES.edges().stream().map(e -> e.withUnused(true)).toList());
        assertThat(GoldenPicture.same(kept, draw(unused, dark())))
                .as("nothing is used")
                .isFalse();
        PictureEdge strongest = QUOTES.edges().stream()
                .max((a, b) -> Double.compare(Math.abs(a.weight()), Math.abs(b.weight())))
                .orElseThrow();
        assertThat(GoldenPicture.same(
                        kept,
                        draw(
                                edges(QUOTES.edges().stream()
                                        .filter(e -> !e.equals(strongest))
                                        .toList()),
                                dark())))
                .as("one edge is gone")
                .isFalse();
    }

    private static GraphLook dark() {
        return GraphLook.plain(Theme.DARK).withSelected(Set.of("2.attn.v.18"));
    }

    private static CircuitPicture nodes(UnaryOperator<PictureNode> change) {
        return new CircuitPicture(
                QUOTES.bands(), QUOTES.nodes().stream().map(change).toList(), QUOTES.edges());
    }

    private static CircuitPicture edges(List<PictureEdge> edges) {
        return new CircuitPicture(QUOTES.bands(), QUOTES.nodes(), edges);
    }

    private static BufferedImage draw(CircuitPicture picture, GraphLook look) {
        boolean sample = picture.nodes().size() == QUOTES.nodes().size();
        return new GraphExport(picture, sample ? LAYOUT : LayeredLayout.of(picture), look).image(1);
    }
}
