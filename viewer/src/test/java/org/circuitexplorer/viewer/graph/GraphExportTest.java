package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class GraphExportTest {
    private static final CircuitPicture QUOTES = SamplePictures.exploredQuotes();

    @Test
    void svgHoldsEveryNodeAndEdge() throws Exception {
        Document svg = parse(new GraphExport(QUOTES, GraphLook.plain(Theme.DARK)).svg("quotes & more"));

        assertThat(svg.getDocumentElement()
                        .getElementsByTagName("title")
                        .item(0)
                        .getTextContent())
                .isEqualTo("quotes & more");
        assertThat(elements(svg, "g")).hasSameSizeAs(QUOTES.nodes());
        assertThat(elements(svg, "g").stream()
                        .map(g -> g.getElementsByTagName("title").item(0).getTextContent()))
                .containsExactlyInAnyOrderElementsOf(
                        QUOTES.nodes().stream().map(PictureNode::name).toList());
        long open = elements(svg, "path").stream()
                .filter(p -> !p.getAttribute("d").endsWith("Z") && !inGroup(p))
                .count();
        assertThat(open).isEqualTo(QUOTES.edges().size());
    }

    @Test
    void svgShowsLabelsBandsAndTokens() throws Exception {
        Document svg = parse(new GraphExport(QUOTES, GraphLook.plain(Theme.LIGHT)).svg("quotes"));
        List<String> texts =
                elements(svg, "text").stream().map(Element::getTextContent).toList();

        assertThat(texts).contains("quote detector", "2.attn q·k·v", "logits", "(\"", "1·2");
    }

    @Test
    void aThresholdHidesWeakEdgesOnly() throws Exception {
        GraphLook look = GraphLook.plain(Theme.DARK);
        String all = new GraphExport(QUOTES, look).svg("all");
        String strong = new GraphExport(QUOTES, look.withMinimumWeight(0.3)).svg("strong");
        long hidden = QUOTES.edges().stream()
                .filter(e -> e.kind().isWeight() && Math.abs(e.weight()) < 0.3)
                .count();

        assertThat(elements(parse(all), "path").size()
                        - elements(parse(strong), "path").size())
                .isEqualTo((int) hidden)
                .isPositive();
    }

    @Test
    void anythingATokenMayHoldIsWellFormed() throws Exception {
        String odd = "<\"&'\u0000\u0007\uFFFF\uD83D\uDE00>";
        CircuitPicture picture = new CircuitPicture(
                List.of(new PictureBand("t", "<tokens>")),
                List.of(PictureNode.of("t.1", "t", NodeShape.TOKEN, odd, 0)),
                List.of());

        Document svg = parse(new GraphExport(picture, GraphLook.plain(Theme.DARK)).svg(odd));

        assertThat(elements(svg, "text").stream().map(Element::getTextContent))
                .contains("<tokens>", "<\"&'\uFFFD\uFFFD\uFFFD\uD83D\uDE00>");
    }

    @Test
    void pngHasItsSizeAndColours() throws Exception {
        GraphExport export =
                new GraphExport(QUOTES, GraphLook.plain(Theme.LIGHT).withSelected(Set.of("2.attn.v.18")));
        BufferedImage once = ImageIO.read(new ByteArrayInputStream(export.png(1)));
        BufferedImage twice = ImageIO.read(new ByteArrayInputStream(export.png(2)));

        assertThat(twice.getWidth()).isBetween(2 * once.getWidth() - 2, 2 * once.getWidth());
        assertThat(twice.getHeight()).isBetween(2 * once.getHeight() - 2, 2 * once.getHeight());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < twice.getHeight(); y++) {
            for (int x = 0; x < twice.getWidth(); x++) colours.add(twice.getRGB(x, y) & 0xFFFFFF);
        }
        assertThat(colours).contains(0xFBFCFD, 0xF1F4F7, 0x185FCF);
        assertThat(colours.size()).isGreaterThan(200);
    }

    private static boolean inGroup(Element path) {
        return path.getParentNode().getNodeName().equals("g");
    }

    private static List<Element> elements(Document document, String name) {
        NodeList list = document.getElementsByTagName(name);
        return java.util.stream.IntStream.range(0, list.getLength())
                .mapToObj(i -> (Element) list.item(i))
                .toList();
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
