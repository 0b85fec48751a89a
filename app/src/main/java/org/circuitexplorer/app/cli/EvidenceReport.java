package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.circuitexplorer.engine.circuit.Overlap;
import org.circuitexplorer.engine.task.LossKind;

/// Circuits of a sparse model and of its dense twin beside each other, as a page and a figure.
///
/// @param sparse name of the sparse model
/// @param dense name of its dense twin
/// @param command the command that gives this page
/// @param program name and version of the program
/// @param targetLoss target of every search, nats
/// @param loss which loss had to meet it
/// @param rows one for each task, at least one
/// @param leftOut one sentence for each task that is not there
record EvidenceReport(
        String sparse,
        String dense,
        String command,
        String program,
        double targetLoss,
        LossKind loss,
        List<EvidenceRow> rows,
        List<String> leftOut) {
    EvidenceReport {
        rows = List.copyOf(rows);
        leftOut = List.copyOf(leftOut);
    }

    /// How many times more edges the dense model's circuits have, geometric means over tasks.
    double ratio(Function<EvidenceRow.Side, Integer> edges) {
        return mean(EvidenceRow::dense, edges) / mean(EvidenceRow::sparse, edges);
    }

    /// Geometric mean over tasks, of which nothing counts as one.
    double mean(Function<EvidenceRow, EvidenceRow.Side> side, Function<EvidenceRow.Side, Integer> size) {
        double sum = 0;
        for (EvidenceRow row : rows) sum += Math.log(Math.max(1, size.apply(side.apply(row))));
        return Math.exp(sum / rows.size());
    }

    /// The page, in Markdown.
    ///
    /// @param figure name of the figure's file
    String page(String figure) {
        StringBuilder page = new StringBuilder();
        page.append("# Circuits of ")
                .append(sparse)
                .append(" and ")
                .append(dense)
                .append("\n\n");
        page.append(format(
                ROOT,
                "The same search, with the same settings and seed, in both models, for every task that both can do. Made"
                        + " by `%s` (%s).\n\n",
                command,
                program));
        page.append(format(
                ROOT,
                "Target %.2f nats on the training pairs%s; losses below are on pairs that the search has not seen. *Used*"
                        + " counts the edges that a circuit really uses, *calibrated* is its loss after a scale and a"
                        + " shift of the logits fitted on the training pairs, *without* the loss of the model when only"
                        + " the circuit is ablated, *random* the least loss%s of twenty random sets with as many nodes at"
                        + " each site.\n\n",
                targetLoss,
                loss == LossKind.RAW ? "" : ", after a scale and a shift of the logits",
                loss == LossKind.RAW ? "" : ", calibrated too,"));
        page.append("Effort: in both models masks are learned in the same number of steps, nodes are removed until none"
                + " can go, and then *kicks*, attempts to find something smaller, follow until as many were in vain as"
                + " are usual for the size, or a limit was met, which the last column says. Whatever ended them, no"
                + " single node of a circuit can go, and no two of the twenty that cost least; used edges are always"
                + " looked for. A kick takes longer in a larger circuit.\n\n");
        page.append("| task | model | nodes | edges | used | loss of the model | circuit | calibrated | without |"
                + " random | kicks | seconds | |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (EvidenceRow row : rows) {
            page.append(line(row.task(), sparse, row.sparse()));
            page.append(line("", dense, row.dense()));
        }
        page.append(format(
                ROOT,
                "\nGeometric means over %d task%s, no edges counted as one:\n\n| | nodes | edges | used |\n|---|---|---|---|\n",
                rows.size(),
                rows.size() == 1 ? "" : "s"));
        page.append(means(sparse, EvidenceRow::sparse)).append(means(dense, EvidenceRow::dense));
        page.append(format(
                ROOT,
                "| ratio | %.1f | %.1f | %.1f |\n\n",
                ratio(EvidenceRow.Side::nodes),
                ratio(EvidenceRow.Side::edges),
                ratio(EvidenceRow.Side::used)));
        page.append("![Loss against edges in both models](").append(figure).append(")\n\n");
        page.append("Mean over tasks of the least training loss of a circuit that has no more edges, of the circuits of"
                + " all sizes around the one that was found.\n");
        page.append(curves().table());
        page.append(new ControlTable(sparse, rows).page());
        if (rows.size() > 1) page.append(overlap());
        for (String sentence : leftOut) page.append("\n* ").append(sentence);
        return page.append(leftOut.isEmpty() ? "" : "\n").toString();
    }

    private static String line(String task, String model, EvidenceRow.Side side) {
        return format(
                ROOT,
                "| %s | %s | %d | %d | %d | %.3f | %.3f | %s | %.2f | %.2f | %d | %.0f | %s |\n",
                task,
                model,
                side.nodes(),
                side.edges(),
                side.used(),
                side.losses().model(),
                side.losses().circuit(),
                number(side.losses().calibrated()),
                side.losses().withoutCircuit(),
                side.random(),
                side.effort().kicks(),
                side.seconds(),
                (side.reached() ? "" : "misses the target ")
                        + (side.effort().exhausted() ? "" : "kicks ended at the limit"));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? format(ROOT, "%.3f", value.getAsDouble()) : "";
    }

    private String means(String name, Function<EvidenceRow, EvidenceRow.Side> side) {
        return format(
                ROOT,
                "| %s | %.1f | %.1f | %.1f |\n",
                name,
                mean(side, EvidenceRow.Side::nodes),
                mean(side, EvidenceRow.Side::edges),
                mean(side, EvidenceRow.Side::used));
    }

    /// How much the sparse model's circuits of different tasks have in common.
    private String overlap() {
        StringBuilder table = new StringBuilder(format(
                ROOT,
                "\nWhat the circuits of %s have in common, as a part of the union of two circuits (Jaccard): nodes above"
                        + " the diagonal, edges below.\n\n| |",
                sparse));
        for (int column = 1; column <= rows.size(); column++)
            table.append(' ').append(column).append(" |");
        table.append("\n|---|").append("---|".repeat(rows.size())).append('\n');
        for (int row = 0; row < rows.size(); row++) {
            table.append(format(ROOT, "| %d %s |", row + 1, rows.get(row).task()));
            for (int column = 0; column < rows.size(); column++) table.append(overlap(row, column));
            table.append('\n');
        }
        return table.toString();
    }

    private String overlap(int row, int column) {
        if (row == column) return " |";
        EvidenceRow.Side one = rows.get(row).sparse();
        EvidenceRow.Side other = rows.get(column).sparse();
        double jaccard = row < column
                ? Overlap.of(one.members(), other.members()).jaccard()
                : Overlap.of(one.links(), other.links()).jaccard();
        return format(ROOT, " %.2f |", jaccard);
    }

    /// Loss against edges of both models, as SVG.
    String figure() {
        return curves().figure();
    }

    private EvidenceCurves curves() {
        OptionalDouble target = loss == LossKind.RAW ? OptionalDouble.of(targetLoss) : OptionalDouble.empty();
        return new EvidenceCurves(sparse, dense, rows, target);
    }
}
