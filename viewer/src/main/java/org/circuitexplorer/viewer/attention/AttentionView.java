package org.circuitexplorer.viewer.attention;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.CanvasRegion;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.token.VisibleText;

/// Where a head looks on one prompt: a row per query, a column per key, darker for more; what a row lacks to one went
/// to
/// the sink.
public final class AttentionView extends CanvasRegion {
    /// A head's pattern.
    ///
    /// @param tokens texts of the prompt's tokens
    /// @param probability `[query][key]`, nothing above the diagonal
    public record Pattern(List<String> tokens, float[][] probability) {
        public static final Pattern EMPTY = new Pattern(List.of(), new float[0][]);

        public Pattern {
            tokens = List.copyOf(tokens);
            if (probability.length != tokens.size()) {
                throw new IllegalArgumentException("expected " + tokens.size() + " rows, found " + probability.length);
            }
        }
    }

    /// Rows lower than this have no room for their token.
    private static final double SMALLEST_LABEL = 9;

    private final ObjectProperty<Pattern> pattern = new SimpleObjectProperty<>(this, "pattern", Pattern.EMPTY);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);
    private final Tooltip tooltip = new Tooltip();

    public AttentionView() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setPrefSize(150, 150);
        pattern.subscribe(() -> {
            setAccessibleText(words(pattern.get()));
            repaint();
        });
        theme.subscribe(this::repaint);
        Tooltip.install(this, tooltip);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> explain(e.getX(), e.getY()));
    }

    public ObjectProperty<Pattern> patternProperty() {
        return pattern;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        float[][] p = pattern.get().probability();
        double cell = cell();
        for (int q = 0; q < p.length; q++) {
            float sum = 0;
            for (int k = 0; k <= q; k++) {
                sum += p[q][k];
                square(pen, left() + k * cell, q * cell, p[q][k], theme.get().accent());
            }
            square(pen, 0, q * cell, Math.max(0, 1 - sum), theme.get().count());
            if (cell >= SMALLEST_LABEL) label(pen, q, width);
        }
    }

    private void square(CanvasPen pen, double x, double y, double part, Ink ink) {
        double size = cell() - (cell() > 4 ? 1 : 0);
        pen.fill(new Box(x, y, size, size, 0), theme.get().surface().towards(ink, part));
    }

    /// The query's token, right of its row.
    private void label(CanvasPen pen, int query, double width) {
        double x = left() + (query + 1) * cell() + 4;
        if (x > width - 12) return;
        String text = VisibleText.of(pattern.get().tokens().get(query));
        double size = Math.min(11, cell() * 0.8);
        Lettering lettering = new Lettering(Typeface.MONO, size, theme.get().faintText(), Anchor.START);
        pen.text(text, x, (query + 0.5) * cell(), lettering);
    }

    /// Where the keys begin: the first column is the sink's.
    private double left() {
        return cell() * 1.5;
    }

    private double cell() {
        int tokens = Math.max(1, pattern.get().tokens().size());
        return Math.min(18, Math.min(getWidth() / (tokens + 1.5), getHeight() / tokens));
    }

    private void explain(double x, double y) {
        List<String> tokens = pattern.get().tokens();
        int query = (int) (y / cell());
        int key = (int) Math.floor((x - left()) / cell());
        if (query < 0 || query >= tokens.size() || key > query || x < 0) {
            tooltip.setText("");
            return;
        }
        float[] row = pattern.get().probability()[query];
        float sink = 1;
        for (float part : row) sink -= part;
        String from = VisibleText.of(tokens.get(query));
        tooltip.setText(
                key < 0
                        ? String.format(Locale.ROOT, "%s → sink   %.3f", from, Math.max(0, sink))
                        : String.format(
                                Locale.ROOT, "%s → %s   %.3f", from, VisibleText.of(tokens.get(key)), row[key]));
    }

    private static String words(Pattern pattern) {
        int last = pattern.tokens().size() - 1;
        if (last < 0) return "no attention pattern";
        float[] row = pattern.probability()[last];
        int most = 0;
        for (int k = 1; k <= last; k++) if (row[k] > row[most]) most = k;
        return String.format(
                Locale.ROOT,
                "the last token attends most to %s, with probability %.2f",
                pattern.tokens().get(most),
                row[most]);
    }
}
