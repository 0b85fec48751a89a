package org.circuitexplorer.viewer.draw;

import java.util.Locale;
import java.util.stream.Collectors;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;

/// Writes a drawing as one standalone SVG document.
public final class SvgPen implements Pen {
    private final StringBuilder body = new StringBuilder();
    private final double width;
    private final double height;
    private final String title;

    /// @param title what the picture shows, for people who cannot see it
    public SvgPen(double width, double height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
    }

    @Override
    public void fill(Figure figure, Ink ink) {
        shape(figure, "fill=\"" + ink.hex() + '"' + opacity("fill-opacity", ink));
    }

    @Override
    public void stroke(Figure figure, Stroke stroke) {
        String dash = stroke.dash().isEmpty()
                ? ""
                : " stroke-dasharray=\""
                        + stroke.dash().stream().map(SvgPen::number).collect(Collectors.joining(" ")) + '"';
        shape(
                figure,
                "fill=\"none\" stroke=\"" + stroke.ink().hex() + "\" stroke-width=\"" + number(stroke.width()) + '"'
                        + opacity("stroke-opacity", stroke.ink()) + dash);
    }

    @Override
    public void text(String text, double x, double y, Lettering lettering) {
        body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y + lettering.drop()));
        body.append("\" font-family=\"").append(lettering.face().cssFamily());
        body.append("\" font-size=\"").append(number(lettering.size())).append('"');
        if (lettering.face().bold()) body.append(" font-weight=\"600\"");
        if (lettering.anchor() != Anchor.START) {
            body.append(" text-anchor=\"").append(lettering.anchor() == Anchor.MIDDLE ? "middle\"" : "end\"");
        }
        body.append(" fill=\"")
                .append(lettering.ink().hex())
                .append('"')
                .append(opacity("fill-opacity", lettering.ink()));
        body.append(" xml:space=\"preserve\">").append(escaped(text)).append("</text>\n");
    }

    @Override
    public void begin(String name) {
        body.append("<g><title>").append(escaped(name)).append("</title>\n");
    }

    @Override
    public void end() {
        body.append("</g>\n");
    }

    /// The whole document drawn so far.
    public String document() {
        String w = number(width);
        String h = number(height);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w
                + "\" height=\"" + h + "\" viewBox=\"0 0 " + w + ' ' + h + "\" role=\"img\">\n<title>"
                + escaped(title) + "</title>\n" + body + "</svg>\n";
    }

    private void shape(Figure figure, String style) {
        String outline = switch (figure) {
            case Figure.Box b ->
                "<rect x=\"" + number(b.x()) + "\" y=\"" + number(b.y()) + "\" width=\"" + number(b.width())
                        + "\" height=\"" + number(b.height()) + '"'
                        + (b.radius() == 0 ? "" : " rx=\"" + number(b.radius()) + '"');
            case Figure.Disc d ->
                "<circle cx=\"" + number(d.x()) + "\" cy=\"" + number(d.y()) + "\" r=\"" + number(d.radius()) + '"';
            case Figure.Path p ->
                "<path d=\"" + p.steps().stream().map(SvgPen::command).collect(Collectors.joining()) + '"';
        };
        body.append(outline).append(' ').append(style).append("/>\n");
    }

    private static String command(Step step) {
        return switch (step) {
            case Step.Move m -> "M" + point(m.x(), m.y());
            case Step.Line l -> "L" + point(l.x(), l.y());
            case Step.Curve c -> "C" + point(c.x1(), c.y1()) + ' ' + point(c.x2(), c.y2()) + ' ' + point(c.x(), c.y());
            case Step.Close c -> "Z";
        };
    }

    private static String point(double x, double y) {
        return number(x) + ',' + number(y);
    }

    private static String opacity(String attribute, Ink ink) {
        return ink.opacity() == 1 ? "" : ' ' + attribute + "=\"" + number(ink.opacity()) + '"';
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        String trimmed = text.replaceAll("\\.?0+$", "");
        return trimmed.equals("-0") ? "0" : trimmed;
    }

    /// Text as XML holds it; characters that XML cannot hold become the replacement character.
    private static String escaped(String text) {
        return XmlText.allowed(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
