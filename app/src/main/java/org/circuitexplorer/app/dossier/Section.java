package org.circuitexplorer.app.dossier;

import java.util.List;
import org.circuitexplorer.app.report.Table;
import org.circuitexplorer.viewer.chart.Bars;
import org.circuitexplorer.viewer.chart.CurveChart;
import org.circuitexplorer.viewer.chart.Matrix;

/// One finding of a dossier, for the window and for the report.
///
/// @param title what it is about
/// @param explanation what is shown, in one or two sentences
/// @param parts what is shown, from top to bottom
record Section(String title, String explanation, List<Part> parts) {
    Section {
        parts = List.copyOf(parts);
    }

    Section(String title, String explanation, Part... parts) {
        this(title, explanation, List.of(parts));
    }

    /// Something that a section shows.
    sealed interface Part {}

    /// @param name what the bars show, for people who cannot see them
    record BarsPart(Bars bars, String name) implements Part {}

    /// @param name what the curves show, for people who cannot see them
    record ChartPart(CurveChart chart, String name) implements Part {}

    /// @param matrices side by side
    record MatrixPart(List<Matrix> matrices) implements Part {
        MatrixPart {
            matrices = List.copyOf(matrices);
        }
    }

    /// A table that is always seen.
    record TablePart(Table table) implements Part {}

    /// @param summary behind which the table is folded away
    record FoldedPart(String summary, Table table) implements Part {}
}
