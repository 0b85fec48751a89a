package org.circuitexplorer.app.dossier;

import java.util.ArrayList;
import java.util.List;

/// A small table of words and numbers.
///
/// @param columns from left to right
/// @param rows from top to bottom
record Table(List<Column> columns, List<Row> rows) {
    /// @param numeric whether it holds numbers, which stand at the right
    record Column(String heading, boolean numeric) {}

    /// @param doubtful whether it stands out as a warning
    record Row(List<String> cells, boolean doubtful) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("expected " + columns.size() + " cells, found "
                        + row.cells().size());
            }
        }
    }

    static Builder of(Column... columns) {
        return new Builder(List.of(columns));
    }

    static Column words(String heading) {
        return new Column(heading, false);
    }

    static Column number(String heading) {
        return new Column(heading, true);
    }

    /// Takes rows one after the other.
    static final class Builder {
        private final List<Column> columns;
        private final List<Row> rows = new ArrayList<>();

        private Builder(List<Column> columns) {
            this.columns = columns;
        }

        Builder row(String... cells) {
            return row(false, cells);
        }

        Builder row(boolean doubtful, String... cells) {
            rows.add(new Row(List.of(cells), doubtful));
            return this;
        }

        Table table() {
            return new Table(columns, rows);
        }
    }
}
