package org.circuitexplorer.viewer.attention;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.circuitexplorer.viewer.attention.AttentionPlot.Place;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.Numerals;
import org.circuitexplorer.viewer.draw.ThemedCanvas;
import org.circuitexplorer.viewer.token.VisibleText;

/// Where a head looks on one prompt: a row for each query, a column for each key, the leftmost column for what went to
/// the sink. Tokens are written along the diagonal. The pointer or arrows visit cells; a click or Enter chooses one.
public final class AttentionView extends ThemedCanvas {
    /// A head's pattern, or what one channel adds to its logits.
    ///
    /// @param tokens texts of the prompt's tokens
    /// @param probability `[query][key]`, keys up to the query; probabilities, or signed contributions
    /// @param signed whether values may be negative, as contributions are; then there is no sink
    public record Pattern(List<String> tokens, float[][] probability, boolean signed) {
        public static final Pattern EMPTY = new Pattern(List.of(), new float[0][]);

        public Pattern {
            tokens = List.copyOf(tokens);
            probability = Arrays.stream(probability).map(float[]::clone).toArray(float[][]::new);
            if (probability.length != tokens.size()) {
                throw new IllegalArgumentException("expected " + tokens.size() + " rows, found " + probability.length);
            }
            for (int query = 0; query < probability.length; query++) {
                if (probability[query].length <= query) {
                    throw new IllegalArgumentException("row " + query + " has no key " + query);
                }
            }
        }

        /// A pattern of probabilities.
        public Pattern(List<String> tokens, float[][] probability) {
            this(tokens, probability, false);
        }

        double weight(int query, int key) {
            return probability[query][key];
        }

        /// What of a query's attention no key gets.
        double sink(int query) {
            double sum = 0;
            for (int key = 0; key <= query; key++) sum += probability[query][key];
            return Math.clamp(1 - sum, 0, 1);
        }

        double largest() {
            double largest = 0;
            for (int query = 0; query < probability.length; query++) {
                for (int key = 0; key <= query; key++) largest = Math.max(largest, Math.abs(weight(query, key)));
            }
            return largest;
        }
    }

    private static final Place NOWHERE = new Place(-1, -1);
    private final ObjectProperty<Pattern> pattern = new SimpleObjectProperty<>(this, "pattern", Pattern.EMPTY);
    private final Tooltip hint = new Tooltip();
    private BiConsumer<Integer, Integer> onCell = (query, key) -> {};
    private Place marked = NOWHERE;
    private Place chosen = NOWHERE;

    public AttentionView() {
        setPrefSize(240, 200);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleRoleDescription(text("attention.role"));
        hint.setShowDelay(Duration.millis(100));
        pattern.subscribe(() -> {
            chosen = NOWHERE;
            mark(NOWHERE);
        });
        focusVisibleProperty().subscribe(this::repaint);
        setOnMouseMoved(e -> mark(plot().at(e.getX(), e.getY())));
        setOnMouseExited(e -> mark(NOWHERE));
        setOnMouseClicked(this::click);
        setOnKeyPressed(this::press);
    }

    public ObjectProperty<Pattern> patternProperty() {
        return pattern;
    }

    /// Leaves a cell framed.
    public void choose(int query, int key) {
        chosen = new Place(query, key);
        repaint();
    }

    /// Told the query and the key of a chosen cell.
    public void setOnCell(BiConsumer<Integer, Integer> action) {
        onCell = action;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        plot().paint(pen, getTheme(), marked, chosen);
        focusFrame(pen, width, height);
    }

    private AttentionPlot plot() {
        return new AttentionPlot(pattern.get(), getWidth(), getHeight());
    }

    private void mark(Place place) {
        marked = place;
        boolean any = place.query() >= 0;
        if (any) {
            hint.setText(describe(place));
            Tooltip.install(this, hint);
        } else {
            Tooltip.uninstall(this, hint);
        }
        setAccessibleText(any ? describe(place) : summary());
        repaint();
    }

    private String describe(Place place) {
        Pattern p = pattern.get();
        String query = VisibleText.of(p.tokens().get(place.query()));
        if (place.key() < 0)
            return query + " → " + text("attention.sink") + ": " + Numerals.value(p.sink(place.query()));
        double weight = p.weight(place.query(), place.key());
        return query + " → " + VisibleText.of(p.tokens().get(place.key())) + ": "
                + (p.signed() ? Numerals.signed(weight) : Numerals.value(weight));
    }

    private String summary() {
        Pattern p = pattern.get();
        int last = p.tokens().size() - 1;
        if (last < 0) return text("attention.none");
        int most = 0;
        for (int key = 1; key <= last; key++) if (p.weight(last, key) > p.weight(last, most)) most = key;
        return text("attention.last", describe(new Place(last, most)));
    }

    private void click(MouseEvent event) {
        requestFocus();
        pass(plot().at(event.getX(), event.getY()));
    }

    private void pass(Place place) {
        if (place.query() >= 0 && place.key() >= 0) onCell.accept(place.query(), place.key());
    }

    private void press(KeyEvent event) {
        int last = pattern.get().tokens().size() - 1;
        if (last < 0) return;
        Place from = marked.query() < 0 ? new Place(last, last) : marked;
        int least = pattern.get().signed() ? 0 : -1;
        switch (event.getCode()) {
            case UP -> mark(new Place(Math.max(Math.max(from.key(), 0), from.query() - 1), from.key()));
            case DOWN -> mark(new Place(Math.min(last, from.query() + 1), from.key()));
            case LEFT -> mark(new Place(from.query(), Math.max(least, from.key() - 1)));
            case RIGHT -> mark(new Place(from.query(), Math.min(from.query(), from.key() + 1)));
            case ENTER -> pass(from);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
