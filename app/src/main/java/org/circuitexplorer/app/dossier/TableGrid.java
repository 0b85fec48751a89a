package org.circuitexplorer.app.dossier;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.circuitexplorer.app.report.Table;

/// A short table, all of it seen.
final class TableGrid extends GridPane {
    TableGrid(Table table) {
        getStyleClass().add("table-grid");
        for (Table.Column column : table.columns()) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHgrow(Priority.SOMETIMES);
            constraints.setHalignment(column.numeric() ? HPos.RIGHT : HPos.LEFT);
            getColumnConstraints().add(constraints);
        }
        List<String> headings =
                table.columns().stream().map(Table.Column::heading).toList();
        add(table, headings, 0, "table-heading");
        for (int row = 0; row < table.rows().size(); row++) {
            boolean doubtful = table.rows().get(row).doubtful();
            add(table, table.rows().get(row).cells(), row + 1, doubtful ? "table-doubtful" : "table-cell-text");
        }
    }

    private void add(Table table, List<String> cells, int row, String style) {
        for (int column = 0; column < cells.size(); column++) {
            Label label = new Label(cells.get(column));
            label.getStyleClass().addAll("table-line", style);
            label.setMaxWidth(Double.MAX_VALUE);
            if (table.columns().get(column).numeric()) label.getStyleClass().add("table-number");
            add(label, column, row);
        }
    }
}
