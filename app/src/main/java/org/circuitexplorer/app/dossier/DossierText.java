package org.circuitexplorer.app.dossier;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.stream.Collectors;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Interchange;
import org.circuitexplorer.engine.validate.SeedOverlap;
import org.circuitexplorer.engine.validate.WeakestPair;

/// Numbers and sentences of a dossier, the same everywhere.
final class DossierText {
    private DossierText() {}

    static String number(double value) {
        return format(ROOT, "%.3f", value);
    }

    static String interval(Estimate e) {
        return format(ROOT, "%.3f to %.3f", e.low(), e.high());
    }

    static String flags(int number) {
        return number == 1 ? "1 flag" : number + " flags";
    }

    /// Which parts the circuit does not seem to need.
    static String idle(Dossier dossier) {
        long nodes = dossier.nodes().stream().filter(e -> e.rise().low() <= 0).count();
        long edges = dossier.edges().stream().filter(e -> e.rise().low() <= 0).count();
        return format(
                ROOT,
                "What the circuit's loss rises by, nats, when one node is frozen or one edge carries its source's mean."
                        + " For %d of %d nodes and %d of %d edges no rise is certain.%s",
                nodes,
                dossier.nodes().size(),
                edges,
                dossier.edges().size(),
                dossier.weakestPair().map(DossierText::pair).orElse(""));
    }

    /// What happens when values of one bin are exchanged.
    static String interchange(Interchange exchanged) {
        String most = exchanged.nodes().stream()
                .findFirst()
                .map(e -> format(
                        ROOT,
                        " Of single nodes, exchanging those of %s costs most: %s (%s).",
                        e.node(),
                        number(e.rise().value()),
                        interval(e.rise())))
                .orElse("");
        return format(
                ROOT,
                "Values that lie in one bin of a node's histogram, exchanged between %d prompts at all nodes: loss %s (%s)"
                        + " instead of %s, another answer at %.0f %% of the prompts.%s",
                2 * exchanged.pairs(),
                number(exchanged.loss().value()),
                interval(exchanged.loss()),
                number(exchanged.before().value()),
                100 * exchanged.disagreement().value(),
                most);
    }

    /// What other seeds find.
    static String seeds(SeedOverlap seeds) {
        String each = seeds.others().stream()
                .map(o -> format(
                        ROOT,
                        "seed %d: %d nodes, %d edges, loss %s, shared nodes %.0f %%, edges %.0f %%, same answers %.0f %% (%s)",
                        o.seed(),
                        o.nodes(),
                        o.edges(),
                        number(o.loss()),
                        100 * o.nodeJaccard(),
                        100 * o.edgeJaccard(),
                        100 * o.agreement().value(),
                        interval(o.agreement())))
                .collect(Collectors.joining("; "));
        return "Short prunings with other seeds, beside this circuit: " + each + ".";
    }

    private static String pair(WeakestPair pair) {
        return format(
                ROOT,
                " Of %d pairs of the nodes that cost least alone, the cheapest to lose is %s with %s: %s (%s).",
                pair.tried(),
                pair.first(),
                pair.second(),
                number(pair.rise().value()),
                interval(pair.rise()));
    }
}
