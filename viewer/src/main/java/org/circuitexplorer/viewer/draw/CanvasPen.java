package org.circuitexplorer.viewer.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.circuitexplorer.viewer.draw.Figure.Step;

/// Draws on a JavaFX canvas, through whatever transform its context has.
public final class CanvasPen implements Pen {
    private static final double[] SOLID = {};
    private final GraphicsContext context;
    private final Map<Typeface, Map<Double, Font>> fonts = new EnumMap<>(Typeface.class);

    public CanvasPen(GraphicsContext context) {
        this.context = context;
        context.setTextBaseline(VPos.BASELINE);
        context.setLineCap(StrokeLineCap.BUTT);
    }

    /// Lets everything drawn from now on appear moved and enlarged: unit x at pixel `x * scale + dx`.
    public void look(double scale, double dx, double dy) {
        context.setTransform(scale, 0, 0, scale, dx, dy);
    }

    /// Draws an image into a rectangle.
    public void image(Image image, double x, double y, double width, double height) {
        context.drawImage(image, x, y, width, height);
    }

    @Override
    public void fill(Figure figure, Ink ink) {
        context.setFill(color(ink));
        switch (figure) {
            case Figure.Box b when b.radius() == 0 -> context.fillRect(b.x(), b.y(), b.width(), b.height());
            case Figure.Box b ->
                context.fillRoundRect(b.x(), b.y(), b.width(), b.height(), 2 * b.radius(), 2 * b.radius());
            case Figure.Disc d ->
                context.fillOval(d.x() - d.radius(), d.y() - d.radius(), 2 * d.radius(), 2 * d.radius());
            case Figure.Path p -> {
                trace(p);
                context.fill();
            }
        }
    }

    @Override
    public void stroke(Figure figure, Stroke stroke) {
        context.setStroke(color(stroke.ink()));
        context.setLineWidth(stroke.width());
        context.setLineDashes(dashes(stroke));
        switch (figure) {
            case Figure.Box b when b.radius() == 0 -> context.strokeRect(b.x(), b.y(), b.width(), b.height());
            case Figure.Box b ->
                context.strokeRoundRect(b.x(), b.y(), b.width(), b.height(), 2 * b.radius(), 2 * b.radius());
            case Figure.Disc d ->
                context.strokeOval(d.x() - d.radius(), d.y() - d.radius(), 2 * d.radius(), 2 * d.radius());
            case Figure.Path p -> {
                trace(p);
                context.stroke();
            }
        }
    }

    @Override
    public void text(String text, double x, double y, Lettering lettering) {
        context.setFill(color(lettering.ink()));
        context.setFont(font(lettering));
        context.setTextAlign(
                switch (lettering.anchor()) {
                    case START -> TextAlignment.LEFT;
                    case MIDDLE -> TextAlignment.CENTER;
                    case END -> TextAlignment.RIGHT;
                });
        context.fillText(text, x, y + lettering.drop());
    }

    /// The toolkit's colour of an ink.
    public static Color color(Ink ink) {
        return Color.rgb(ink.red(), ink.green(), ink.blue(), ink.opacity());
    }

    private Font font(Lettering lettering) {
        return fonts.computeIfAbsent(lettering.face(), f -> new HashMap<>())
                .computeIfAbsent(lettering.size(), size -> load(lettering.face(), size));
    }

    /// A face that the toolkit knows already is not read again.
    private static Font load(Typeface face, double size) {
        Font known = new Font(face.fullName(), size);
        if (known.getName().equals(face.fullName())) return known;
        try (InputStream file = face.open()) {
            Font font = Font.loadFont(file, size);
            return font == null ? Font.font(face.monospaced() ? "Monospaced" : "System", size) : font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] dashes(Stroke stroke) {
        return stroke.dash().isEmpty()
                ? SOLID
                : stroke.dash().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void trace(Figure.Path path) {
        context.beginPath();
        for (Step step : path.steps()) {
            switch (step) {
                case Step.Move m -> context.moveTo(m.x(), m.y());
                case Step.Line l -> context.lineTo(l.x(), l.y());
                case Step.Curve c -> context.bezierCurveTo(c.x1(), c.y1(), c.x2(), c.y2(), c.x(), c.y());
                case Step.Close c -> context.closePath();
            }
        }
    }
}
