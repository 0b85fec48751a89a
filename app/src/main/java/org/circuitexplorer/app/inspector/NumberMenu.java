package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import org.circuitexplorer.engine.circuit.Ablation;

/// Asks for a value, a factor or an amount to add; Enter takes the one it was typed in, Escape leaves everything.
final class NumberMenu extends ContextMenu {
    private final Consumer<Ablation> onTaken;
    private final TextField value = field("ablation-value", text("ablation.value.hint"));
    private final TextField factor = field("ablation-factor", text("ablation.factor.hint"));
    private final TextField amount = field("ablation-amount", text("ablation.amount.hint"));

    NumberMenu(Consumer<Ablation> onTaken) {
        this.onTaken = onTaken;
        GridPane grid = new GridPane(10, 6);
        grid.addRow(0, word(text("ablation.value")), value);
        grid.addRow(1, word(text("ablation.factor")), factor);
        grid.addRow(2, word(text("ablation.amount")), amount);
        grid.setAlignment(Pos.CENTER_LEFT);
        getItems().add(new CustomMenuItem(grid, false));
        value.setOnAction(e -> take(value));
        factor.setOnAction(e -> take(factor));
        amount.setOnAction(e -> take(amount));
    }

    /// @param now what is done to the node at the moment
    void open(Node below, Optional<Ablation> now) {
        value.setText(now.map(a -> a instanceof Ablation.Value(float x) ? String.valueOf(x) : "1.0")
                .orElse("1.0"));
        factor.setText(now.map(a -> a instanceof Ablation.Scale(float x) ? String.valueOf(x) : "0.5")
                .orElse("0.5"));
        amount.setText(now.map(a -> a instanceof Ablation.Add(float x) ? String.valueOf(x) : "1.0")
                .orElse("1.0"));
        for (TextField field : new TextField[] {value, factor, amount})
            field.getStyleClass().remove("invalid");
        show(below, Side.BOTTOM, 0, 2);
        value.requestFocus();
        value.selectAll();
    }

    private void take(TextField field) {
        parse(field.getText())
                .ifPresentOrElse(
                        x -> {
                            hide();
                            onTaken.accept(ablation(field, x));
                        },
                        () -> field.getStyleClass().add("invalid"));
    }

    private Ablation ablation(TextField field, float x) {
        if (field == value) return new Ablation.Value(x);
        return field == factor ? new Ablation.Scale(x) : new Ablation.Add(x);
    }

    private static Label word(String word) {
        return Texts.styled(word, "muted");
    }

    private static TextField field(String id, String meaning) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(7);
        field.setAccessibleText(meaning);
        return field;
    }

    private static Optional<Float> parse(String text) {
        try {
            float x = Float.parseFloat(text.strip().replace(',', '.'));
            return Float.isFinite(x) ? Optional.of(x) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
