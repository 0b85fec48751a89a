package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.action.Key;
import org.circuitexplorer.app.dialog.SmallWindow;

/// Lists what the keys do.
final class ShortcutsDialog {
    private static final double WIDTH = 1120;
    /// Percent of the width for each column.
    private static final double[] SHARES = {37, 28, 35};
    private final SmallWindow window;

    ShortcutsDialog(Window owner, ActionTable actions) {
        this.window = new SmallWindow(owner, text("keys.title"), WIDTH);
        GridPane groups = new GridPane(30, 0);
        groups.setId("shortcuts");
        groups.addRow(
                0,
                list(actions, Group.NODE),
                list(actions, Group.VIEW),
                new VBox(18, list(actions, Group.CIRCUIT), list(actions, Group.FILE)));
        for (double share : SHARES) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            groups.getColumnConstraints().add(column);
        }
        Button close = new Button(text("button.close"));
        close.setId("shortcuts-close");
        close.getStyleClass().setAll("button", "accent-button");
        close.setDefaultButton(true);
        close.setOnAction(e -> window.close());
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER_RIGHT);
        window.content().getChildren().addAll(groups, foot);
    }

    void show() {
        window.show();
    }

    private static VBox list(ActionTable table, Group group) {
        GridPane grid = new GridPane(14, 7);
        for (Action action : table.withKeys(group)) {
            Label keys = new Label(Key.text(action.keys()));
            keys.getStyleClass().add("strong");
            keys.setMinWidth(Label.USE_PREF_SIZE);
            Label what = new Label(action.name());
            what.setWrapText(true);
            what.setMinHeight(Label.USE_PREF_SIZE);
            GridPane.setValignment(keys, VPos.TOP);
            what.getStyleClass().add("muted");
            grid.addRow(grid.getRowCount(), keys, what);
        }
        Label title = new Label(group.title());
        title.getStyleClass().add("section");
        return new VBox(8, title, grid);
    }
}
