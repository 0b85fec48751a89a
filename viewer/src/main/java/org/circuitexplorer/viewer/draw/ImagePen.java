package org.circuitexplorer.viewer.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.circuitexplorer.viewer.draw.Figure.Step;

/// Draws into an image in memory; needs no display.
public final class ImagePen implements Pen {
    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Map<Typeface, Font> fonts = new EnumMap<>(Typeface.class);

    /// @param scale pixels per unit of the drawing
    public ImagePen(double width, double height, double scale) {
        image = new BufferedImage(
                Math.max(1, (int) Math.ceil(width * scale)),
                Math.max(1, (int) Math.ceil(height * scale)),
                BufferedImage.TYPE_INT_ARGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(scale, scale);
    }

    @Override
    public void fill(Figure figure, Ink ink) {
        graphics.setColor(color(ink));
        graphics.fill(shape(figure));
    }

    @Override
    public void stroke(Figure figure, Stroke stroke) {
        graphics.setColor(color(stroke.ink()));
        graphics.setStroke(new BasicStroke(
                (float) stroke.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash(stroke), 0));
        graphics.draw(shape(figure));
    }

    @Override
    public void text(String text, double x, double y, Lettering lettering) {
        graphics.setColor(color(lettering.ink()));
        graphics.setFont(fonts.computeIfAbsent(lettering.face(), ImagePen::load).deriveFont((float) lettering.size()));
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        double left = switch (lettering.anchor()) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
        };
        graphics.drawString(text, (float) left, (float) (y + lettering.drop()));
    }

    /// The image drawn so far.
    public BufferedImage image() {
        return image;
    }

    /// The image drawn so far as a PNG file's bytes.
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) throw new IllegalStateException("this Java writes no PNG");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Font load(Typeface face) {
        try (InputStream file = face.open()) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the program's font " + face + " cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Color color(Ink ink) {
        return new Color(ink.red(), ink.green(), ink.blue(), (int) Math.round(255 * ink.opacity()));
    }

    private static float @org.jspecify.annotations.Nullable [] dash(Stroke stroke) {
        if (stroke.dash().isEmpty()) return null;
        float[] lengths = new float[stroke.dash().size()];
        for (int i = 0; i < lengths.length; i++)
            lengths[i] = stroke.dash().get(i).floatValue();
        return lengths;
    }

    private static Shape shape(Figure figure) {
        return switch (figure) {
            case Figure.Box b ->
                new RoundRectangle2D.Double(b.x(), b.y(), b.width(), b.height(), 2 * b.radius(), 2 * b.radius());
            case Figure.Disc d ->
                new Ellipse2D.Double(d.x() - d.radius(), d.y() - d.radius(), 2 * d.radius(), 2 * d.radius());
            case Figure.Path p -> path(p);
        };
    }

    private static Shape path(Figure.Path path) {
        Path2D outline = new Path2D.Double();
        for (Step step : path.steps()) {
            switch (step) {
                case Step.Move m -> outline.moveTo(m.x(), m.y());
                case Step.Line l -> outline.lineTo(l.x(), l.y());
                case Step.Curve c -> outline.curveTo(c.x1(), c.y1(), c.x2(), c.y2(), c.x(), c.y());
                case Step.Close c -> outline.closePath();
            }
        }
        return outline;
    }
}
