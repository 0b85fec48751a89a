package org.circuitexplorer.app.dossier;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.circuitexplorer.app.report.Table;

/// A table of any length, which scrolls.
final class TableList {
    private static final int MOST_ROWS = 12;
    private static final double ROW = 24;
    private static final double LETTER = 7;
    private static final double AROUND = 18;
    private static final double WIDEST = 340;

    private TableList() {}

    static TableView<Table.Row> of(Table table) {
        TableView<Table.Row> view = new TableView<>();
        view.getStyleClass().add("dossier-table");
        view.setFixedCellSize(ROW);
        view.setPrefHeight(ROW * (2.5 + Math.min(MOST_ROWS, table.rows().size())));
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            TableColumn<Table.Row, String> shown =
                    new TableColumn<>(table.columns().get(i).heading());
            shown.setCellValueFactory(
                    row -> new ReadOnlyStringWrapper(row.getValue().cells().get(column)));
            shown.setCellFactory(c -> new Words());
            shown.setPrefWidth(width(table, column));
            shown.setSortable(false);
            shown.setReorderable(false);
            if (table.columns().get(i).numeric()) shown.getStyleClass().add("table-number");
            view.getColumns().add(shown);
        }
        view.getItems().setAll(table.rows());
        return view;
    }

    /// About as wide as its longest words.
    private static double width(Table table, int column) {
        int longest = table.rows().stream()
                .mapToInt(row -> row.cells().get(column).length())
                .max()
                .orElse(0);
        int heading = table.columns().get(column).heading().length();
        return Math.min(WIDEST, AROUND + LETTER * Math.max(longest, heading));
    }

    /// What does not fit into the cell stands in its hint.
    private static final class Words extends TableCell<Table.Row, String> {
        private final Tooltip hint = new Tooltip();

        @Override
        protected void updateItem(String words, boolean empty) {
            super.updateItem(words, empty);
            setText(empty ? "" : words.replace('\n', '⏎'));
            hint.setText(empty ? "" : words);
            setTooltip(empty || words.isEmpty() ? null : hint);
        }
    }
}
