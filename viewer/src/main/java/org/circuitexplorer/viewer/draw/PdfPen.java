package org.circuitexplorer.viewer.draw;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.draw.PdfFaces.Run;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfEncryption;
import org.openpdf.text.pdf.PdfGState;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/// Writes a drawing as a PDF document of one page: vectors, and text that can be selected, in the program's own faces,
/// of which the file holds the letters it uses. A unit of the drawing is 1/96 inch. Equal drawings give equal bytes:
/// the document names no time, and its identity is a digest of what it shows.
public final class PdfPen implements Pen {
    private static final double POINTS_PER_UNIT = 0.75;
    /// What readers take, in points; larger pages are told in a coarser unit.
    private static final double LARGEST_PAGE = 14_400;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Document document;
    private final PdfWriter writer;
    private final PdfContentByte content;
    private final PdfFaces faces = new PdfFaces();
    private final Map<Float, PdfGState> opacities = new HashMap<>();
    private float opacity = 1;

    /// @param title what the picture shows
    public PdfPen(double width, double height, String title) {
        double unit = Math.max(1, Math.ceil(Math.max(width, height) * POINTS_PER_UNIT / LARGEST_PAGE));
        double scale = POINTS_PER_UNIT / unit;
        document = new Document(new Rectangle((float) (width * scale), (float) (height * scale)));
        writer = PdfWriter.getInstance(document, bytes);
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        if (unit > 1) writer.setUserunit((float) unit);
        document.addTitle(wellFormed(title));
        document.addCreator("Circuit Explorer");
        document.open();
        writer.getInfo().remove(PdfName.CREATIONDATE);
        content = writer.getDirectContent();
        content.concatCTM((float) scale, 0, 0, (float) -scale, 0, (float) (height * scale));
    }

    @Override
    public void fill(Figure figure, Ink ink) {
        opacity(ink);
        content.setRGBColorFill(ink.red(), ink.green(), ink.blue());
        outline(figure);
        content.fill();
    }

    @Override
    public void stroke(Figure figure, Stroke stroke) {
        Ink ink = stroke.ink();
        opacity(ink);
        content.setRGBColorStroke(ink.red(), ink.green(), ink.blue());
        content.setLineWidth((float) stroke.width());
        float[] dash = new float[stroke.dash().size()];
        for (int i = 0; i < dash.length; i++) dash[i] = stroke.dash().get(i).floatValue();
        content.setLineDash(dash, 0);
        outline(figure);
        content.stroke();
    }

    @Override
    public void text(String text, double x, double y, Lettering lettering) {
        List<Run> runs = faces.runs(text, lettering.face());
        float size = (float) lettering.size();
        double width = runs.stream().mapToDouble(run -> run.width(size)).sum();
        double left = switch (lettering.anchor()) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
        };
        Ink ink = lettering.ink();
        opacity(ink);
        content.setRGBColorFill(ink.red(), ink.green(), ink.blue());
        boolean replaced = runs.stream().anyMatch(Run::replaced);
        if (replaced) content.beginMarkedContentSequence(new PdfName("Span"), meaning(text), true);
        content.beginText();
        content.setTextMatrix(1, 0, 0, -1, (float) left, (float) (y + lettering.drop()));
        for (Run run : runs) {
            content.setFontAndSize(run.font(), size);
            content.showText(run.text());
        }
        content.endText();
        if (replaced) content.endMarkedContentSequence();
    }

    /// What a text says where its letters are shown by others.
    private static PdfDictionary meaning(String text) {
        PdfDictionary meaning = new PdfDictionary();
        meaning.put(new PdfName("ActualText"), new PdfString(wellFormed(text), PdfObject.TEXT_UNICODE));
        return meaning;
    }

    /// Halves of letters without their other half would spoil what follows them.
    private static String wellFormed(String text) {
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The whole document drawn so far; nothing can be drawn after it.
    public byte[] document() {
        byte[] identity = identity(content.getInternalBuffer().toByteArray());
        faces.identify(identity);
        writer.getInfo().put(PdfName.FILEID, PdfEncryption.createInfoId(identity, identity));
        document.close();
        return bytes.toByteArray();
    }

    private static byte[] identity(byte[] shown) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(shown), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void opacity(Ink ink) {
        float wanted = (float) ink.opacity();
        if (wanted == opacity) return;
        opacity = wanted;
        content.setGState(opacities.computeIfAbsent(wanted, PdfPen::state));
    }

    private static PdfGState state(float opacity) {
        PdfGState state = new PdfGState();
        state.setFillOpacity(opacity);
        state.setStrokeOpacity(opacity);
        return state;
    }

    private void outline(Figure figure) {
        switch (figure) {
            case Figure.Box b -> box(b);
            case Figure.Disc d -> content.circle((float) d.x(), (float) d.y(), (float) d.radius());
            case Figure.Path p -> p.steps().forEach(this::step);
        }
    }

    private void box(Figure.Box box) {
        float x = (float) box.x();
        float y = (float) box.y();
        float width = (float) box.width();
        float height = (float) box.height();
        float radius = (float) Math.min(box.radius(), Math.min(box.width(), box.height()) / 2);
        if (radius > 0) content.roundRectangle(x, y, width, height, radius);
        else content.rectangle(x, y, width, height);
    }

    private void step(Step step) {
        switch (step) {
            case Step.Move m -> content.moveTo((float) m.x(), (float) m.y());
            case Step.Line l -> content.lineTo((float) l.x(), (float) l.y());
            case Step.Curve c ->
                content.curveTo(
                        (float) c.x1(), (float) c.y1(), (float) c.x2(), (float) c.y2(), (float) c.x(), (float) c.y());
            case Step.Close c -> content.closePath();
        }
    }
}
