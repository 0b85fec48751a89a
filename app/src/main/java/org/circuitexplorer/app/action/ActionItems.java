package org.circuitexplorer.app.action;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;

/// Entries of menus.
public final class ActionItems {
    private ActionItems() {}

    /// An entry with its key; whoever shows the menu brings it up to date with [#refresh].
    public static MenuItem of(Action action) {
        Label keys = new Label(action.key());
        keys.getStyleClass().addAll("muted", "small");
        MenuItem item = new MenuItem(action.name(), keys);
        item.setId(action.id());
        item.setMnemonicParsing(false);
        item.getStyleClass().add("keyed-item");
        item.setOnAction(e -> action.perform());
        item.setUserData(action);
        item.setDisable(!action.isPossible());
        return item;
    }

    /// Makes the entries that cannot be chosen now look so.
    public static void refresh(List<MenuItem> items) {
        for (MenuItem item : items) {
            if (item.getUserData() instanceof Action action) item.setDisable(!action.isPossible());
        }
    }
}
