package org.circuitexplorer.viewer.chart;

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
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.ThemedCanvas;
import org.circuitexplorer.viewer.draw.Typeface;

/// The next-token table: for each token a thin bar for the whole model and a thick one for the circuit as it is now.
public final class ProbabilityBars extends ThemedCanvas {
    /// One row.
    ///
    /// @param token the token as shown
    /// @param model probability under the whole model
    /// @param now probability under the circuit with the present ablations
    /// @param answer whether the token is the wanted answer (+1), the other one (-1) or neither (0)
    public record Row(String token, double model, double now, int answer) {}

    private static final double ROW = 21;
    private static final double TOKEN = 96;
    private static final double VALUE = 40;

    private final ObjectProperty<List<Row>> rows = new SimpleObjectProperty<>(this, "rows", List.of());

    public ProbabilityBars() {
        setAccessibleRole(AccessibleRole.TEXT);
        rows.subscribe(() -> {
            setAccessibleText(rows.get().stream()
                    .map(r -> String.format(Locale.ROOT, "%s: model %.3f, now %.3f", r.token(), r.model(), r.now()))
                    .collect(Collectors.joining("; ")));
            setPrefHeight(ROW * rows.get().size());
            repaint();
        });
        setPrefWidth(240);
    }

    public ObjectProperty<List<Row>> rowsProperty() {
        return rows;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        Theme colours = getTheme();
        Lettering mono = new Lettering(Typeface.MONO, 12, colours.text(), Anchor.START);
        double widest = rows.get().stream()
                .mapToDouble(r -> mono.widthOf(r.token()))
                .max()
                .orElse(0);
        double left = Math.min(widest, TOKEN) + 12;
        double room = Math.max(10, width - left - VALUE);
        double y = ROW / 2;
        for (Row row : rows.get()) {
            if (y > height) break;
            Ink ink = row.answer() == 0 ? colours.accent() : colours.sign(row.answer());
            pen.text(shortened(row.token(), mono), 0, y, mono);
            pen.fill(new Box(left, y - 7, room, 14, 2), colours.surface());
            pen.fill(new Box(left, y - 7, Math.max(1, row.model() * room), 4, 1.5), colours.count());
            pen.fill(new Box(left, y - 2, Math.max(1, row.now() * room), 9, 1.5), ink);
            String value = String.format(Locale.ROOT, "%.2f", row.now());
            pen.text(value, width, y, new Lettering(Typeface.SANS_BOLD, 12, colours.text(), Anchor.END));
            y += ROW;
        }
    }

    private static String shortened(String token, Lettering lettering) {
        int letters = (int) (TOKEN / lettering.widthOf("0"));
        return token.length() <= letters ? token : token.substring(0, letters - 1) + "…";
    }
}
