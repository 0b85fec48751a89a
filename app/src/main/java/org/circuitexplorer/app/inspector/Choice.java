package org.circuitexplorer.app.inspector;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// A few words of which one is chosen; none where the value is something else.
final class Choice<T> extends HBox {
    private final ToggleGroup group = new ToggleGroup();

    /// One of the words.
    ///
    /// @param id names its button for tests
    /// @param word what stands there
    /// @param meaning the whole of it, for hints and screen readers
    record Option<T>(T value, String id, String word, String meaning) {}

    Choice(List<Option<T>> options, ObjectProperty<T> chosen) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        for (Option<T> option : options) {
            ToggleButton button = new ToggleButton(option.word());
            button.setId(option.id());
            button.getStyleClass().setAll("toggle-button", "word-toggle");
            button.setMinWidth(USE_PREF_SIZE);
            button.setTooltip(new Tooltip(option.meaning()));
            button.setAccessibleText(option.meaning());
            button.setUserData(option.value());
            button.setToggleGroup(group);
            button.setOnAction(e -> {
                chosen.set(option.value());
                // A click on the word that is chosen leaves it chosen.
                show(chosen.get());
            });
            getChildren().add(button);
        }
        chosen.subscribe(this::show);
    }

    private void show(T value) {
        group.getToggles().forEach(t -> t.setSelected(value.equals(t.getUserData())));
    }
}
