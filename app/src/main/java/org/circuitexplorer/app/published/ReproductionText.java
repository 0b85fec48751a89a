package org.circuitexplorer.app.published;

import static java.lang.String.format;
import static java.util.Locale.ROOT;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.circuitexplorer.engine.reproduce.Deviation;
import org.circuitexplorer.engine.reproduce.Deviation.Quantity;
import org.circuitexplorer.engine.reproduce.PublicCircuit;

/// How well the stored numbers of a published circuit could be computed again, in words and as a table.
///
/// @param circuit the circuit
/// @param deviations the differences, one for each kind of number and place
public record ReproductionText(PublicCircuit circuit, List<Deviation> deviations) {
    private static final String COLUMNS = "%-22s %-40s %8s %12s %12s %8s";
    private static final Set<Quantity> ACTIVATIONS =
            Set.of(Quantity.ACTIVATIONS, Quantity.ACTIVATIONS_AFTER_END, Quantity.SAMPLES);
    private static final Set<Quantity> LOSSES =
            Set.of(Quantity.MODEL_LOSS, Quantity.CIRCUIT_LOSS, Quantity.NODE_LOSS, Quantity.BLOCK_LOSS);

    public ReproductionText {
        deviations = List.copyOf(deviations);
    }

    /// The outcome in one line.
    public String sentence() {
        long values = deviations.stream().mapToLong(Deviation::values).sum();
        List<String> parts = new ArrayList<>();
        largest(ACTIVATIONS)
                .ifPresent(d -> parts.add(text("published.activations", format(ROOT, "%.1e", d)) + apart()));
        largest(LOSSES).ifPresent(d -> parts.add(text("published.losses", format(ROOT, "%.1e", d))));
        largest(Set.of(Quantity.WEIGHTS))
                .ifPresent(d -> parts.add(
                        d == 0 ? text("published.weights.same") : text("published.weights", format(ROOT, "%.1e", d))));
        String outcome = parts.isEmpty() ? "" : ": " + String.join(", ", parts);
        String losses = largest(LOSSES).isPresent() ? "" : text("published.noLosses");
        return text("published.sentence", format(ROOT, "%,d", values), outcome, losses);
    }

    private String apart() {
        long apart = deviations.stream()
                .filter(d -> ACTIVATIONS.contains(d.quantity()))
                .mapToLong(Deviation::apart)
                .sum();
        return apart == 0
                ? ""
                : text("published.apart", format(ROOT, "%,d", apart), format(ROOT, "%.0e", Deviation.NOTICEABLE));
    }

    private OptionalDouble largest(Set<Quantity> of) {
        return deviations.stream()
                .filter(d -> of.contains(d.quantity()))
                .mapToDouble(Deviation::largest)
                .max();
    }

    /// The whole table, with what its words mean below it.
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                ROOT,
                COLUMNS,
                text("published.column.stored"),
                text("published.column.where"),
                text("published.column.values"),
                text("published.column.difference"),
                text("published.column.largest"),
                "> 1e-4"));
        for (Deviation d : deviations) lines.add(line(d));
        deviations.stream().map(Deviation::quantity).distinct().forEach(q -> lines.add(q.field() + ": " + q.meaning()));
        lines.add(text("published.legend"));
        lines.add(text("published.answers", circuit.origin().words()) + answers());
        lines.add(text("published.means.over", circuit.lossPairsAre()));
        return lines;
    }

    private static String line(Deviation d) {
        return format(
                ROOT,
                COLUMNS,
                d.quantity().field(),
                d.location(),
                format(ROOT, "%,d", d.values()),
                format(ROOT, "%.2e", d.largest()),
                format(ROOT, "%.4g", d.scale()),
                format(ROOT, "%,d", d.apart()));
    }

    private String answers() {
        List<int[]> all = circuit.answers();
        if (all.isEmpty()) return text("published.answers.unknown");
        int[] first = all.getFirst();
        boolean same = all.stream().allMatch(a -> a[0] == first[0] && a[1] == first[1]);
        return same ? text("published.answers.same", first[0], first[1]) : "";
    }
}
