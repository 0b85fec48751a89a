package org.circuitexplorer.app.dossier;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
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
