package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.validate.SearchedControl;

/// What the search finds where there is nothing to find, beside what it finds for each task.
///
/// @param model name of the model that was searched
/// @param rows one for each task, all with the same controls
record ControlTable(String model, List<EvidenceRow> rows) {
    ControlTable {
        rows = List.copyOf(rows);
    }

    /// In Markdown; empty when there are no controls.
    String page() {
        if (rows.stream().allMatch(row -> row.controls().isEmpty())) return "";
        StringBuilder page = new StringBuilder(format(
                ROOT,
                "\nControls: the same search in %s where there is nothing to find. *Shuffled answers* are the task's own,"
                        + " exchanged in random pairs; *nonsense* wants one of two random tokens after the one prompt of"
                        + " each pair, and the other after the other; *permuted weights* stand at random places of their"
                        + " matrix, *random weights* at the old ones. Nodes, edges and loss on unseen pairs of what meets"
                        + " the target; where nothing does, the least loss of a batch while masks were learned.\n\n",
                model));
        page.append("| task | the task itself |");
        List<SearchedControl> kinds = rows.getFirst().controls();
        for (SearchedControl control : kinds) {
            page.append(format(ROOT, " %s |", EvidenceControls.label(control.kind())));
        }
        page.append("\n|---|---|").append("---|".repeat(kinds.size())).append('\n');
        for (EvidenceRow row : rows) page.append(line(row));
        return page.append('\n').append(flags()).toString();
    }

    private static String line(EvidenceRow row) {
        EvidenceRow.Side found = row.sparse();
        StringBuilder line = new StringBuilder(
                format(ROOT, "| %s | %d, %d, %.2f |", row.task(), found.nodes(), found.edges(), found.aimed()));
        for (SearchedControl control : row.controls()) {
            line.append(' ').append(cell(control)).append(row.close().contains(control) ? " **close**" : "");
            line.append(" |");
        }
        return line.append('\n').toString();
    }

    private static String cell(SearchedControl control) {
        if (!control.reached()) return format(ROOT, "not reached (%.2f)", control.leastLoss());
        String size = format(ROOT, "%,d, %,d, %.2f", control.nodes(), control.edges(), control.loss());
        return control.complete() ? size : size + ", at the time limit";
    }

    private String flags() {
        List<String> flags = new ArrayList<>();
        for (EvidenceRow row : rows) {
            for (SearchedControl control : row.close()) {
                flags.add(format(
                        ROOT,
                        "* **Flag**, %s: the search comes close where there is nothing to find (%s): %d nodes and loss"
                                + " %.3f, the circuit has %d nodes and loss %.3f, so at this size a low loss alone proves"
                                + " nothing.\n",
                        row.task(),
                        control.kind().description(),
                        control.nodes(),
                        control.loss(),
                        row.sparse().nodes(),
                        row.sparse().aimed()));
            }
        }
        if (!flags.isEmpty()) return String.join("", flags);
        return format(
                ROOT,
                "No control comes close, that is, has at most %d times the circuit's nodes and on unseen pairs a loss"
                        + " nearer to the circuit's than to that of guessing.\n",
                SearchedControl.TIMES);
    }
}
