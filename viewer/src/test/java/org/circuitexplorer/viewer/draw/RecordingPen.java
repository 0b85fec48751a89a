package org.circuitexplorer.viewer.draw;

import java.util.ArrayList;
import java.util.List;

/// Remembers everything drawn, for tests.
public final class RecordingPen implements Pen {
    /// A figure filled with an ink.
    public record Fill(Figure figure, Ink ink) {}

    /// A line drawn along a figure.
    public record Line(Figure figure, Stroke stroke) {}

    /// A text and where it was written.
    public record Written(String text, double x, double y, Lettering lettering) {}

    private final List<Fill> fills = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Written> texts = new ArrayList<>();

    @Override
    public void fill(Figure figure, Ink ink) {
        fills.add(new Fill(figure, ink));
    }

    @Override
    public void stroke(Figure figure, Stroke stroke) {
        lines.add(new Line(figure, stroke));
    }

    @Override
    public void text(String text, double x, double y, Lettering lettering) {
        texts.add(new Written(text, x, y, lettering));
    }

    public List<Fill> fills() {
        return fills;
    }

    public List<Line> lines() {
        return lines;
    }

    public List<Written> written() {
        return texts;
    }

    public List<String> texts() {
        return texts.stream().map(Written::text).toList();
    }

    /// The boxes filled with an ink's colour, whatever its opacity.
    public List<Figure.Box> boxes(Ink ink) {
        return fills.stream()
                .filter(f -> f.ink().hex().equals(ink.hex()))
                .map(Fill::figure)
                .filter(Figure.Box.class::isInstance)
                .map(Figure.Box.class::cast)
                .toList();
    }
}
