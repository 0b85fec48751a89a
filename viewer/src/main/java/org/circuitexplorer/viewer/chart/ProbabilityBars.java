package org.circuitexplorer.viewer.chart;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.ThemedCanvas;
import org.circuitexplorer.viewer.draw.Typeface;

/// The next-token table: for each token three bars and three figures, for the whole model, the circuit without
/// ablations, and the circuit as it is now.
public final class ProbabilityBars extends ThemedCanvas {
    /// One row.
    ///
    /// @param token the token as shown
    /// @param model probability under the whole model
    /// @param circuit probability under the circuit without ablations; NaN where there is no circuit
    /// @param now probability under the circuit with the present ablations
    /// @param answer whether the token is the wanted answer (+1), the other one (-1) or neither (0)
    public record Row(String token, double model, double circuit, double now, int answer) {}

    private static final double HEAD = 15;
    private static final double ROW = 21;
    private static final double TOKEN = 74;
    private static final double VALUE = 40;
    private static final List<String> COLUMNS =
            List.of(text("chart.bars.model"), text("chart.bars.circuit"), text("chart.bars.now"));

    private final ObjectProperty<List<Row>> rows = new SimpleObjectProperty<>(this, "rows", List.of());

    public ProbabilityBars() {
        setAccessibleRole(AccessibleRole.TEXT);
        rows.subscribe(() -> {
            setAccessibleText(rows.get().stream().map(ProbabilityBars::words).collect(Collectors.joining("; ")));
            setPrefHeight(HEAD + ROW * rows.get().size());
            repaint();
        });
        setPrefWidth(300);
    }

    public ObjectProperty<List<Row>> rowsProperty() {
        return rows;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        if (rows.get().isEmpty()) return;
        Lettering mono = new Lettering(Typeface.MONO, 12, getTheme().text(), Anchor.START);
        double widest = rows.get().stream()
                .mapToDouble(r -> mono.widthOf(r.token()))
                .max()
                .orElse(0);
        double left = Math.min(widest, TOKEN) + 10;
        double right = width - COLUMNS.size() * VALUE;
        for (int c = 0; c < COLUMNS.size(); c++) {
            Lettering head = new Lettering(Typeface.SANS, 10.5, getTheme().faintText(), Anchor.END);
            pen.text(COLUMNS.get(c), right + (c + 1) * VALUE, HEAD / 2 - 1, head);
        }
        double y = HEAD + ROW / 2;
        for (Row row : rows.get()) {
            if (y + ROW / 2 > height + 1) break;
            pen.text(shortened(row.token(), mono), 0, y, mono);
            bars(pen, row, left, y, Math.max(10, right - left - 4));
            values(pen, row, right, y);
            y += ROW;
        }
    }

    private void bars(Pen pen, Row row, double left, double y, double room) {
        Theme colours = getTheme();
        Ink ink = row.answer() == 0 ? colours.accent() : colours.sign(row.answer());
        pen.fill(new Box(left, y - 8, room, 16, 2), colours.surface());
        pen.fill(bar(left, y - 8, row.model() * room, 4), colours.count());
        if (!Double.isNaN(row.circuit())) pen.fill(bar(left, y - 3, row.circuit() * room, 3), ink.faded(0.55));
        pen.fill(bar(left, y + 1, row.now() * room, 7), ink);
    }

    private static Box bar(double left, double top, double length, double height) {
        return new Box(left, top, Math.max(1, length), height, 1.5);
    }

    private void values(Pen pen, Row row, double left, double y) {
        Lettering plain = new Lettering(Typeface.SANS, 12, getTheme().faintText(), Anchor.END);
        pen.text(value(row.model()), left + VALUE, y, plain);
        pen.text(value(row.circuit()), left + 2 * VALUE, y, plain);
        pen.text(
                value(row.now()),
                left + 3 * VALUE,
                y,
                new Lettering(Typeface.SANS_BOLD, 12, getTheme().text(), Anchor.END));
    }

    private static String value(double probability) {
        return Double.isNaN(probability) ? "–" : String.format(Locale.ROOT, "%.2f", probability);
    }

    private static String words(Row row) {
        return text("chart.bars.words", row.token(), value(row.model()), value(row.circuit()), value(row.now()));
    }

    private static String shortened(String token, Lettering lettering) {
        int letters = (int) (TOKEN / lettering.widthOf("0"));
        return token.length() <= letters ? token : token.substring(0, letters - 1) + "…";
    }
}
