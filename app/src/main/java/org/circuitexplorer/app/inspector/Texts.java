package org.circuitexplorer.app.inspector;

import static java.util.Locale.ROOT;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/// The small pieces of text that the inspector is made of.
final class Texts {
    private static final int FEWEST_DECIMALS = 2;
    private static final int MOST_DECIMALS = 4;

    private Texts() {}

    static Label styled(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    static Label section(String text) {
        return styled(text, "section");
    }

    /// A figure under its caption.
    static VBox captioned(String caption, Label value) {
        return new VBox(styled(caption, "muted", "small"), value);
    }

    /// A change with its sign, with two decimals or as many more as it needs to have two digits: `+1.08`, `-0.0031`.
    static String signed(double change) {
        int decimals = FEWEST_DECIMALS;
        for (double least = 0.095; decimals < MOST_DECIMALS && Math.abs(change) < least; least /= 10) decimals++;
        String written = ("%+." + decimals + "f").formatted(change);
        return Double.parseDouble(written) == 0 ? "+0.00" : written;
    }

    /// A share of all tokens: `0.1 %`, `50 %`.
    static String percent(double fraction) {
        return String.format(ROOT, fraction < 0.01 ? "%.1f %%" : "%.0f %%", 100 * fraction);
    }

    /// A colour and what it stands for.
    static Label legend(String swatchStyle, String text) {
        Rectangle swatch = new Rectangle(9, 9);
        swatch.setArcWidth(3);
        swatch.setArcHeight(3);
        swatch.getStyleClass().add(swatchStyle);
        Label label = styled(text, "small");
        label.setGraphic(swatch);
        label.setGraphicTextGap(5);
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }
}
