package org.circuitexplorer.app.action;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Something the user can do.
///
/// @param id names it for menus and tests
/// @param name what it does, as menus and the palette say it
/// @param group where the list of keys has it
/// @param keys what is pressed to do it; the first stands in menus
/// @param possible whether it would do something now
/// @param run does it
public record Action(String id, String name, Group group, List<Key> keys, BooleanSupplier possible, Runnable run) {
    /// What an action is about.
    public enum Group {
        NODE(text("action.group.node")),
        VIEW(text("action.group.view")),
        CIRCUIT(text("action.group.circuit")),
        FILE(text("action.group.files"));

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public Action {
        keys = List.copyOf(keys);
    }

    /// An action that is always possible.
    public static Action always(String id, String name, Group group, List<Key> keys, Runnable run) {
        return new Action(id, name, group, keys, () -> true, run);
    }

    public Action when(BooleanSupplier condition) {
        return new Action(id, name, group, keys, condition, run);
    }

    public boolean isPossible() {
        return possible.getAsBoolean();
    }

    /// Does it, if it is possible still: what offers it may have been shown before something else changed.
    public void perform() {
        if (isPossible()) run.run();
    }

    /// Its first key as it stands on the keyboard, empty without one.
    public String key() {
        return keys.isEmpty() ? "" : keys.getFirst().text();
    }
}
