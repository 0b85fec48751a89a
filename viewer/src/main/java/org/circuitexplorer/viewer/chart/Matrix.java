package org.circuitexplorer.viewer.chart;

import java.util.List;

/// How much every two of some things have in common.
///
/// @param title what is compared
/// @param names of the things
/// @param values a row for each thing, each value from 0 (nothing in common) to 1 (the same)
public record Matrix(String title, List<String> names, List<List<Double>> values) {
    public Matrix {
        names = List.copyOf(names);
        values = values.stream().map(List::copyOf).toList();
        for (List<Double> row : values) {
            if (values.size() != names.size() || row.size() != names.size()) {
                throw new IllegalArgumentException("expected " + names.size() + " rows and columns, found "
                        + values.size() + " and " + row.size());
            }
        }
    }
}
