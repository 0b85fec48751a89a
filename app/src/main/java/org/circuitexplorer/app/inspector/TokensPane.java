package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Connection;
import org.circuitexplorer.app.workspace.Study;

/// The tokens next to a node by weights alone: logits that it raises and lowers, tokens whose embedding it reads.
final class TokensPane extends VBox {
    /// As many of each end until more are asked for.
    private static final int FIRST = 4;

    private final Study study;
    private List<TokenTable> shown = List.of();
    private boolean more;

    TokensPane(Study study) {
        super(8);
        this.study = study;
        setId("tokens");
        managedProperty().bind(visibleProperty());
    }

    void show(List<TokenTable> tables) {
        if (tables.equals(shown)) return;
        shown = tables;
        more = false;
        fill();
    }

    private void fill() {
        setVisible(!shown.isEmpty());
        getChildren().setAll(shown.stream().map(this::table).toList());
    }

    private VBox table(TokenTable table) {
        int raised = Math.min(table.raised().size(), more ? Integer.MAX_VALUE : FIRST);
        int lowered = Math.min(table.lowered().size(), more ? Integer.MAX_VALUE : FIRST);
        Label title = Texts.section(table.title());
        title.setTooltip(new Tooltip(table.note()));
        Label note = Texts.styled(table.note(), "muted", "small");
        note.setWrapText(true);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(6, title, space, count(table, raised + lowered));
        head.setAlignment(Pos.BASELINE_LEFT);
        GridPane columns = new GridPane(18, 1);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            columns.getColumnConstraints().add(half);
        }
        fill(columns, 0, table.raised().subList(0, raised));
        fill(columns, 1, table.lowered().subList(0, lowered));
        return new VBox(2, head, note, columns);
    }

    private Label count(TokenTable table, int rows) {
        Label count = Texts.styled(
                table.all() == 0 ? text("tokens.none") : text("tokens.shown", rows, table.all()), "muted", "small");
        count.setMinWidth(USE_PREF_SIZE);
        boolean hidden = rows < table.raised().size() + table.lowered().size();
        if (!hidden) return count;
        Hyperlink link = new Hyperlink(text("tokens.more"));
        link.getStyleClass().setAll("link", "small");
        link.setOnAction(e -> {
            more = true;
            fill();
        });
        count.setGraphic(link);
        count.setContentDisplay(ContentDisplay.RIGHT);
        return count;
    }

    private void fill(GridPane columns, int column, List<Connection> rows) {
        for (int row = 0; row < rows.size(); row++) {
            ConnectionRow line = new ConnectionRow(study);
            line.show(rows.get(row));
            columns.add(line, column, row);
        }
    }
}
