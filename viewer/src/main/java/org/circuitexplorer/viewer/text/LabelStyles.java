package org.circuitexplorer.viewer.text;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;

/// What labels look like, by the classes of the style sheet.
public final class LabelStyles {
    private LabelStyles() {}

    /// Gives a label these styles and no others. One that has them stays as it is: every change of styles costs a look
    /// through all style sheets.
    public static void dress(Label label, String... styles) {
        List<String> wanted =
                Stream.concat(Stream.of("label"), Stream.of(styles)).toList();
        if (!label.getStyleClass().equals(wanted)) label.getStyleClass().setAll(wanted);
    }
}
