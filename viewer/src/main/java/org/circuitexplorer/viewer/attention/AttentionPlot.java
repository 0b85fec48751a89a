package org.circuitexplorer.viewer.attention;

import static org.circuitexplorer.viewer.text.Wording.text;

import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Figure.Path;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.token.VisibleText;

/// Draws a lower triangle of attention. Each token is written once, beside the diagonal: it names the row to its left
/// (as query) and the column below it (as key).
final class AttentionPlot {
    private static final double LARGEST_CELL = 26;
    private static final double NAMES = 76;
    private static final double SINK_GAP = 6;
    private static final double TOP = 16;
    private final AttentionView.Pattern data;
    private final boolean sink;
    private final double cell;

    AttentionPlot(AttentionView.Pattern data, double width, double height) {
        this.data = data;
        this.sink = !data.signed();
        int columns = data.tokens().size() + (sink ? 1 : 0);
        double room = Math.min(
                (width - NAMES - (sink ? SINK_GAP : 0)) / Math.max(1, columns),
                (height - TOP) / Math.max(1, data.tokens().size()));
        this.cell = Math.clamp(room, 1, LARGEST_CELL);
    }

    /// A cell: query and key, or the query alone for its sink (key -1).
    record Place(int query, int key) {}

    /// The place at a pixel; outside the triangle its query is -1.
    Place at(double x, double y) {
        int query = (int) Math.floor((y - TOP) / cell);
        if (query < 0 || query >= data.tokens().size()) return new Place(-1, -1);
        if (sink && x >= 0 && x < cell) return new Place(query, -1);
        int key = (int) Math.floor((x - left()) / cell);
        return key < 0 || key > query ? new Place(-1, -1) : new Place(query, key);
    }

    /// @param marked the place under the pointer or the keyboard
    /// @param chosen the place that stays framed
    void paint(Pen pen, Theme theme, Place marked, Place chosen) {
        double largest = data.signed() ? data.largest() : 1;
        double gap = cell > 6 ? 1 : 0;
        for (int query = 0; query < data.tokens().size(); query++) {
            double y = TOP + query * cell;
            if (sink) box(pen, 0, y, gap, theme.surface().towards(theme.count(), data.sink(query)));
            for (int key = 0; key <= query; key++) {
                box(pen, left() + key * cell, y, gap, ink(theme, data.weight(query, key), largest));
            }
            name(pen, theme, query, marked);
        }
        if (sink)
            pen.text(
                    text("attention.sink"),
                    0,
                    TOP - 8,
                    new Lettering(Typeface.SANS, 10.5, theme.faintText(), Anchor.START));
        if (chosen.query() >= 0) pen.stroke(box(chosen), Stroke.solid(theme.accent(), 1.6));
        if (marked.query() >= 0) mark(pen, theme, marked);
    }

    private double left() {
        return sink ? cell + SINK_GAP : 0;
    }

    private void box(Pen pen, double x, double y, double gap, Ink ink) {
        pen.fill(new Box(x, y, cell - gap, cell - gap, cell > 10 ? 2 : 0), ink);
    }

    private Ink ink(Theme theme, double weight, double largest) {
        double strength = largest == 0 ? 0 : Math.abs(weight) / largest;
        Ink full = data.signed() ? theme.sign(weight) : theme.accent();
        return theme.surface().towards(full, Math.pow(strength, 0.7));
    }

    private void name(Pen pen, Theme theme, int token, Place marked) {
        boolean named = token == marked.query() || token == marked.key();
        if (cell < 9 && !named) return;
        Ink ink = named ? theme.text() : theme.faintText();
        Lettering lettering = new Lettering(Typeface.MONO, Math.clamp(cell * 0.62, 9, 12), ink, Anchor.START);
        String text = VisibleText.of(data.tokens().get(token));
        int letters = (int) (NAMES / lettering.widthOf("0")) - 1;
        String shown = text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
        pen.text(shown, left() + (token + 1) * cell + 4, TOP + (token + 0.5) * cell, lettering);
    }

    private void mark(Pen pen, Theme theme, Place p) {
        double x = p.key() < 0 ? 0 : left() + p.key() * cell;
        double y = TOP + p.query() * cell;
        Stroke thin = Stroke.solid(theme.text().faded(0.5), 1);
        if (p.key() >= 0 && p.query() > p.key()) {
            pen.stroke(Path.line(x + cell / 2, TOP + (p.key() + 1) * cell, x + cell / 2, y), thin);
        }
        if (p.key() < p.query()) {
            pen.stroke(Path.line(x + cell, y + cell / 2, left() + (p.query() + 1) * cell, y + cell / 2), thin);
        }
        pen.stroke(box(p), Stroke.solid(theme.text(), 1.6));
    }

    private Box box(Place p) {
        double x = p.key() < 0 ? 0 : left() + p.key() * cell;
        return new Box(x, TOP + p.query() * cell, cell, cell, cell > 10 ? 2 : 0);
    }
}
