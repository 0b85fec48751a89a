package org.circuitexplorer.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A small table of words and numbers.
///
/// @param columns from left to right
/// @param rows from top to bottom
public record Table(List<Column> columns, List<Row> rows) {
    /// @param numeric whether it holds numbers, which stand at the right
    public record Column(String heading, boolean numeric) {}

    /// @param doubtful whether it stands out as a warning
    public record Row(List<String> cells, boolean doubtful) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("expected " + columns.size() + " cells, found "
                        + row.cells().size());
            }
        }
    }

    /// Without the columns that say nothing in any row.
    public Table withoutEmptyColumns() {
        int[] kept = IntStream.range(0, columns.size())
                .filter(i -> rows.stream().anyMatch(r -> !r.cells().get(i).isEmpty()))
                .toArray();
        return new Table(
                IntStream.of(kept).mapToObj(columns::get).toList(),
                rows.stream()
                        .map(r -> new Row(
                                IntStream.of(kept).mapToObj(r.cells()::get).toList(), r.doubtful()))
                        .toList());
    }

    public static Builder of(Column... columns) {
        return new Builder(List.of(columns));
    }

    public static Column words(String heading) {
        return new Column(heading, false);
    }

    public static Column number(String heading) {
        return new Column(heading, true);
    }

    /// Takes rows one after the other.
    public static final class Builder {
        private final List<Column> columns;
        private final List<Row> rows = new ArrayList<>();

        private Builder(List<Column> columns) {
            this.columns = columns;
        }

        public Builder row(String... cells) {
            return row(false, cells);
        }

        public Builder row(boolean doubtful, String... cells) {
            rows.add(new Row(List.of(cells), doubtful));
            return this;
        }

        /// How many rows there are so far.
        public int size() {
            return rows.size();
        }

        public Table table() {
            return new Table(columns, rows);
        }
    }
}
