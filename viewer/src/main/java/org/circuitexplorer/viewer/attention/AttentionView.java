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
import org.circuitexplorer.viewer.draw.Theme;
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
        Theme colours = theme.get();
        float[][] p = pattern.get().probability();
        double cell = cell();
        Ink empty = colours.surface();
        for (int q = 0; q < p.length; q++) {
            for (int k = 0; k <= q; k++) {
                Ink ink = empty.towards(colours.accent(), p[q][k]);
                pen.fill(new Box(k * cell, q * cell, cell - (cell > 4 ? 1 : 0), cell - (cell > 4 ? 1 : 0), 0), ink);
            }
        }
    }

    private double cell() {
        return Math.min(getWidth(), getHeight())
                / Math.max(1, pattern.get().tokens().size());
    }

    private void explain(double x, double y) {
        int key = (int) (x / cell());
        int query = (int) (y / cell());
        List<String> tokens = pattern.get().tokens();
        tooltip.setText(
                query < 0 || key < 0 || query >= tokens.size() || key > query
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%s → %s   %.3f",
                                VisibleText.of(tokens.get(query)),
                                VisibleText.of(tokens.get(key)),
                                pattern.get().probability()[query][key]));
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
