package org.circuitexplorer.viewer.token;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.ThemedCanvas;
import org.circuitexplorer.viewer.draw.Typeface;

/// Tokens in a row that wraps, each coloured by its value: warm for positive, blue for negative. Hovering tells the
/// value; a click or Enter chooses a token, Left and Right move the choice.
public final class TokenHeatMapView extends ThemedCanvas {
    private final ObjectProperty<List<HeatToken>> tokens = new SimpleObjectProperty<>(this, "tokens", List.of());
    private final DoubleProperty scale = new SimpleDoubleProperty(this, "scale", 0);
    private final IntegerProperty chosen = new SimpleIntegerProperty(this, "chosen", -1);
    private final BooleanProperty caret = new SimpleBooleanProperty(this, "caret", false);
    private final Tooltip tooltip = new Tooltip();
    private IntConsumer onToken = token -> {};

    public TokenHeatMapView() {
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        tokens.subscribe(() -> {
            String words =
                    String.join("", tokens.get().stream().map(HeatToken::text).toList());
            // The same words with other values stand where they stood.
            if (!words.equals(getAccessibleText())) {
                setAccessibleText(words);
                requestLayout();
            }
            repaint();
        });
        scale.subscribe(this::repaint);
        chosen.subscribe(this::repaint);
        caret.subscribe(this::repaint);
        focusVisibleProperty().subscribe(this::repaint);
        Tooltip.install(this, tooltip);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> explain(e.getX(), e.getY()));
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            requestFocus();
            tokenAt(e.getX(), e.getY()).ifPresent(this::choose);
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    public ObjectProperty<List<HeatToken>> tokensProperty() {
        return tokens;
    }

    /// The value of full colour; 0 takes the largest of the tokens.
    public DoubleProperty scaleProperty() {
        return scale;
    }

    /// The token with a frame, -1 for none.
    public IntegerProperty chosenProperty() {
        return chosen;
    }

    /// Whether a mark after the last token says that the model writes on there.
    public BooleanProperty caretProperty() {
        return caret;
    }

    /// Called with the token that was chosen.
    public void setOnToken(IntConsumer action) {
        onToken = action;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return flow(width < 0 ? getWidth() : width).height();
    }

    @Override
    protected double computeMinHeight(double width) {
        return TokenFlow.LINE;
    }

    @Override
    protected double computePrefWidth(double height) {
        return flow(Double.MAX_VALUE).width();
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        Theme colours = getTheme();
        double full = scale.get() > 0
                ? scale.get()
                : tokens.get().stream()
                        .mapToDouble(t -> Math.abs(t.value()))
                        .max()
                        .orElse(0);
        TokenFlow flow = flow(width);
        for (int i = 0; i < flow.cells().size(); i++) {
            TokenFlow.Cell cell = flow.cells().get(i);
            double value = tokens.get().get(i).value();
            Box box = new Box(cell.x(), cell.y() + 1, cell.width(), TokenFlow.LINE - 4, 3);
            if (value != 0 && full > 0) {
                pen.fill(box, colours.fill(colours.sign(value), Math.min(1, Math.abs(value) / full)));
            }
            if (i == chosen.get())
                pen.stroke(box, Stroke.solid(isFocused() ? colours.accent() : colours.outline(), 1.5));
            double middle = cell.y() + TokenFlow.LINE / 2 - 1;
            pen.text(
                    cell.text(),
                    cell.x() + TokenFlow.PADDING,
                    middle,
                    new Lettering(Typeface.MONO, TokenFlow.SIZE, colours.text(), Anchor.START));
        }
        focusFrame(pen, width, height);
        if (caret.get()) {
            pen.fill(new Box(flow.endX() + 3, flow.endY() + 3, 7, TokenFlow.LINE - 8, 1), colours.text());
        }
    }

    private TokenFlow flow(double width) {
        return TokenFlow.of(tokens.get(), width);
    }

    private OptionalInt tokenAt(double x, double y) {
        return flow(getWidth()).tokenAt(x, y);
    }

    private void explain(double x, double y) {
        OptionalInt at = tokenAt(x, y);
        tooltip.setText(
                at.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%s   %.4g",
                                VisibleText.of(tokens.get().get(at.getAsInt()).text()),
                                tokens.get().get(at.getAsInt()).value()));
    }

    private void choose(int token) {
        chosen.set(token);
        onToken.accept(token);
    }

    private void onKey(KeyEvent e) {
        int last = tokens.get().size() - 1;
        switch (e.getCode()) {
            case LEFT -> chosen.set(Math.max(0, chosen.get() - 1));
            case RIGHT -> chosen.set(Math.min(last, chosen.get() + 1));
            case ENTER -> {
                if (chosen.get() >= 0 && chosen.get() <= last) onToken.accept(chosen.get());
            }
            default -> {
                return;
            }
        }
        e.consume();
    }
}
