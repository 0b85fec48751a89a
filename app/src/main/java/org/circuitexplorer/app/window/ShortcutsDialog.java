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
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.action.Key;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;

/// Lists what the keys do.
final class ShortcutsDialog {
    private static final double WIDTH = 1120;
    private static final double GAP = 14;
    /// Width of each column of groups; with the space between and around them they fill the window.
    private static final double[] COLUMNS = {377, 286, 357};
    private static final Lettering KEYS =
            new Lettering(Typeface.SANS_BOLD, 13, Theme.LIGHT.text(), Lettering.Anchor.START);
    private final SmallWindow window;

    ShortcutsDialog(Window owner, ActionTable actions) {
        this.window = new SmallWindow(owner, text("keys.title"), WIDTH);
        GridPane groups = new GridPane(30, 0);
        groups.setId("shortcuts");
        groups.addRow(
                0,
                list(actions, Group.NODE, COLUMNS[0]),
                list(actions, Group.VIEW, COLUMNS[1]),
                new VBox(18, list(actions, Group.CIRCUIT, COLUMNS[2]), list(actions, Group.FILE, COLUMNS[2])));
        for (double width : COLUMNS) groups.getColumnConstraints().add(new ColumnConstraints(width));
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

    /// Plain text, not labels: there are so many that labels would take twice the time to appear.
    private static VBox list(ActionTable table, Group group, double width) {
        double forKeys = table.withKeys(group).stream()
                .mapToDouble(action -> KEYS.widthOf(Key.text(action.keys())))
                .max()
                .orElse(0);
        GridPane grid = new GridPane(GAP, 7);
        for (Action action : table.withKeys(group)) {
            Text keys = styled(Key.text(action.keys()), "key-name");
            Text what = styled(action.name(), "key-action");
            what.setWrappingWidth(width - forKeys - GAP);
            GridPane.setValignment(keys, VPos.TOP);
            grid.addRow(grid.getRowCount(), keys, what);
        }
        grid.getColumnConstraints().add(new ColumnConstraints(forKeys));
        Label title = new Label(group.title());
        title.getStyleClass().add("section");
        return new VBox(8, title, grid);
    }

    private static Text styled(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().add(style);
        return text;
    }
}
