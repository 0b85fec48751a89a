package org.circuitexplorer.viewer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PDF files as another library reads and draws them.
final class PdfExportTest {
    private static final CircuitPicture QUOTES = SamplePictures.exploredQuotes();

    @Test
    void itsTextIsSelectableInTheProgramsFaces() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(export(QUOTES, Theme.LIGHT).pdf("quotes & more"))) {
            assertThat(pdf.getNumberOfPages()).isOne();
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("quote detector", "2.attn q·k·v", "logits", "(\"", "1·2");
            List<PDFont> fonts = fonts(pdf.getPage(0));
            assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
            assertThat(fonts).allMatch(font -> font.getName().matches("[A-Z]{6}\\+(Inter|JetBrainsMono)-.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itLooksLikeTheImage(boolean dark) throws IOException {
        GraphExport export = export(QUOTES, dark ? Theme.DARK : Theme.LIGHT);
        try (PDDocument pdf = Loader.loadPDF(export.pdf("quotes"))) {
            BufferedImage drawn = new PDFRenderer(pdf).renderImageWithDPI(0, 96, ImageType.RGB);
            BufferedImage expected = export.image(1);
            assertThat(drawn.getWidth()).isBetween(expected.getWidth() - 1, expected.getWidth() + 1);
            assertThat(drawn.getHeight()).isBetween(expected.getHeight() - 1, expected.getHeight() + 1);
            assertThat(meanDifference(drawn, expected)).isLessThan(2);
        }
    }

    @Test
    void equalPicturesGiveEqualBytesWithoutAnyTime() throws IOException {
        byte[] once = export(QUOTES, Theme.LIGHT).pdf("quotes");
        byte[] again = export(QUOTES, Theme.LIGHT).pdf("quotes");
        byte[] other = export(QUOTES, Theme.DARK).pdf("quotes");

        assertThat(once).isEqualTo(again);
        try (PDDocument pdf = Loader.loadPDF(once);
                PDDocument darkPdf = Loader.loadPDF(other)) {
            PDDocumentInformation about = pdf.getDocumentInformation();
            assertThat(about.getTitle()).isEqualTo("quotes");
            assertThat(about.getCreator()).isEqualTo("Circuit Explorer");
            assertThat(about.getCreationDate()).isNull();
            assertThat(about.getModificationDate()).isNull();
            assertThat(pdf.getDocument().getDocumentID().toString())
                    .isNotEqualTo(darkPdf.getDocument().getDocumentID().toString());
        }
    }

    @Test
    void lettersThatNoFaceHasAreReplacedInSightAndKeptInTheText() throws IOException {
        String odd = "<\u0000\uFFFF\uD83D\uDE00\uD800中>";
        CircuitPicture picture = new CircuitPicture(
                List.of(new PictureBand("t", "␣⏎␍⇥∅")),
                List.of(PictureNode.of("t.1", "t", NodeShape.TOKEN, odd, 0)),
                List.of());
        try (PDDocument pdf = Loader.loadPDF(export(picture, Theme.DARK).pdf(odd))) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("\uD83D\uDE00", "中", "␣⏎␍⇥∅");
            assertThat(fonts(pdf.getPage(0))).isNotEmpty();
        }
    }

    @Test
    void aPageTooLargeForTheFormatKeepsItsSizeInACoarserUnit() throws IOException {
        CircuitPicture wide = SamplePictures.random(2, 900, 900, 7);
        GraphExport export = export(wide, Theme.LIGHT);
        try (PDDocument pdf = Loader.loadPDF(export.pdf("wide"))) {
            PDPage page = pdf.getPage(0);
            float unit = page.getUserUnit();
            assertThat(page.getMediaBox().getWidth()).isLessThanOrEqualTo(14_400);
            assertThat(unit).isGreaterThan(1);
            double shown = page.getMediaBox().getWidth() * unit / 0.75;
            double expected = export.image(0.1).getWidth() / 0.1;
            assertThat(shown).isBetween(expected - 10.1, expected + 0.1);
        }
    }

    private static GraphExport export(CircuitPicture picture, Theme theme) {
        return new GraphExport(picture, GraphLook.plain(theme));
    }

    private static List<PDFont> fonts(PDPage page) throws IOException {
        PDResources resources = page.getResources();
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : resources.getFontNames()) fonts.add(resources.getFont(name));
        return fonts;
    }

    /// Mean difference of a colour component, of 255, where both images have pixels.
    private static double meanDifference(BufferedImage one, BufferedImage two) {
        int width = Math.min(one.getWidth(), two.getWidth());
        int height = Math.min(one.getHeight(), two.getHeight());
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(two.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum / (3.0 * width * height);
    }
}
