package org.circuitexplorer.app.action;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.circuitexplorer.viewer.text.Wording;

/// What is pressed to do something.
public sealed interface Key {
    /// As it stands on the keyboard.
    String text();

    /// Keys that work wherever the focus is.
    record Combination(KeyCodeCombination keys) implements Key {
        @Override
        public String text() {
            String modifiers = Stream.of(
                            keys.getShortcut() == KeyCombination.ModifierValue.DOWN ? Wording.text("key.control") : "",
                            keys.getShift() == KeyCombination.ModifierValue.DOWN ? Wording.text("key.shift") : "")
                    .filter(m -> !m.isEmpty())
                    .map(m -> m + "+")
                    .collect(Collectors.joining());
            return modifiers + name(keys.getCode());
        }

        /// Whether it is pressed without any other key.
        boolean isPlain() {
            return keys.getShortcut() != KeyCombination.ModifierValue.DOWN
                    && !keys.getCode().isFunctionKey();
        }

        private static String name(KeyCode code) {
            return switch (code) {
                case LEFT -> "←";
                case RIGHT -> "→";
                default -> code.getName();
            };
        }
    }

    /// A sign that stands elsewhere on other keyboards.
    record Sign(String text) implements Key {}

    /// Keys that the graph itself understands while it has the focus.
    record InGraph(String text) implements Key {}

    static Key of(KeyCode code, KeyCombination.Modifier... modifiers) {
        return new Combination(new KeyCodeCombination(code, modifiers));
    }

    static Key control(KeyCode code) {
        return of(code, KeyCombination.SHORTCUT_DOWN);
    }

    static Key controlShift(KeyCode code) {
        return of(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    }

    /// Such as `F, Ctrl+0`; a digit stands for the one of the number pad too.
    static String text(List<Key> keys) {
        return keys.stream()
                .map(k -> k.text().replace("Numpad ", ""))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// Whether an event is this key.
    default boolean matches(KeyEvent event) {
        return switch (this) {
            case Combination c -> event.getEventType().equals(KeyEvent.KEY_PRESSED) && c.keys.match(event);
            case Sign s ->
                event.getEventType().equals(KeyEvent.KEY_TYPED)
                        && event.getCharacter().equals(s.text);
            case InGraph g -> false;
        };
    }
}
