package org.circuitexplorer.app.dossier;

import static java.lang.String.format;
import static java.util.Locale.ROOT;
import static org.circuitexplorer.viewer.text.Wording.text;

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
        return text("dossier.range", number(e.low()), number(e.high()));
    }

    private static String share(double part) {
        return format(ROOT, "%.0f", 100 * part);
    }

    static String flags(int number) {
        return number == 1 ? text("dossier.flag") : text("dossier.flags", number);
    }

    /// Which parts the circuit does not seem to need.
    static String idle(Dossier dossier) {
        long nodes = dossier.nodes().stream().filter(e -> e.rise().low() <= 0).count();
        long edges = dossier.edges().stream().filter(e -> e.rise().low() <= 0).count();
        return text(
                        "dossier.idle",
                        nodes,
                        dossier.nodes().size(),
                        edges,
                        dossier.edges().size())
                + dossier.weakestPair().map(p -> " " + pair(p)).orElse("");
    }

    /// What happens when values of one bin are exchanged.
    static String interchange(Interchange exchanged) {
        String most = exchanged.nodes().stream()
                .findFirst()
                .map(e -> " "
                        + text(
                                "dossier.interchange.most",
                                e.node(),
                                number(e.rise().value()),
                                interval(e.rise())))
                .orElse("");
        return text(
                        "dossier.interchange.explained",
                        2 * exchanged.pairs(),
                        number(exchanged.loss().value()),
                        interval(exchanged.loss()),
                        number(exchanged.before().value()),
                        share(exchanged.disagreement().value()))
                + most;
    }

    /// What other seeds find.
    static String seeds(SeedOverlap seeds) {
        String each = seeds.others().stream()
                .map(o -> text(
                        "dossier.seed",
                        o.seed(),
                        o.nodes(),
                        o.edges(),
                        number(o.loss()),
                        share(o.nodeJaccard()),
                        share(o.edgeJaccard()),
                        share(o.agreement().value()),
                        interval(o.agreement())))
                .collect(Collectors.joining("; "));
        return text("dossier.seeds.explained", each);
    }

    private static String pair(WeakestPair pair) {
        return text(
                "dossier.pair",
                pair.tried(),
                pair.first(),
                pair.second(),
                number(pair.rise().value()),
                interval(pair.rise()));
    }
}
