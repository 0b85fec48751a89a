package org.circuitexplorer.app.dossier;

import static java.lang.String.format;
import static java.util.Locale.ROOT;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.stream.Collectors;
import org.circuitexplorer.app.report.Html.Card;
import org.circuitexplorer.engine.validate.Copies;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Ends;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Faithfulness;
import org.circuitexplorer.engine.validate.Interchange;
import org.circuitexplorer.engine.validate.WeakestPair;
import org.circuitexplorer.viewer.chart.Sense;
import org.circuitexplorer.viewer.token.VisibleText;

/// Numbers and sentences of a dossier, the same everywhere.
final class DossierText {
    private DossierText() {}

    static String number(double value) {
        return format(ROOT, "%.3f", value);
    }

    static String decimal(double value) {
        return format(ROOT, "%.1f", value);
    }

    static String percent(double share) {
        return text("dossier.percent", share(share));
    }

    static String interval(Estimate e) {
        return text("dossier.range", number(e.low()), number(e.high()));
    }

    private static String share(double part) {
        return format(ROOT, "%.0f", 100 * part);
    }

    /// What was validated, in a line.
    static String subject(Dossier dossier) {
        return text(
                "dossier.subject",
                dossier.document().model().name(),
                dossier.document().circuit().size(),
                dossier.document().edges().size(),
                dossier.pairs(),
                format(ROOT, "%,d", dossier.settings().resamples()));
    }

    /// The verdict in a few words.
    static String verdict(Dossier dossier) {
        int flags = dossier.flags().size();
        return text("dossier.verdict", dossier.verdict().level().label(), flags(flags));
    }

    private static String flags(int number) {
        return switch (number) {
            case 0 -> text("dossier.flags.none");
            case 1 -> text("dossier.flag");
            default -> text("dossier.flags", number);
        };
    }

    /// The figures that matter most.
    static List<Card> cards(Dossier dossier) {
        Faithfulness f = dossier.faithfulness();
        Judgement judgement = new Judgement(dossier);
        return List.of(
                card(text("dossier.loss.model"), f.model(), Sense.PLAIN),
                card(text("dossier.loss.circuit"), f.circuit(), judgement.circuit()),
                card(text("dossier.loss.calibrated"), f.calibrated(), Sense.PLAIN),
                card(text("dossier.loss.without"), f.without(), judgement.without()),
                card(text("dossier.loss.nothing"), f.nothing(), judgement.nothing()),
                card(text("dossier.faithfulness"), f.faithfulness(), Sense.PLAIN),
                card(text("dossier.divergence"), f.divergence(), Sense.PLAIN),
                needed(dossier));
    }

    private static Card card(String name, Estimate e, Sense sense) {
        return new Card(name, number(e.value()), interval(e), sense);
    }

    private static Card needed(Dossier dossier) {
        int nodes = dossier.nodes().size();
        long needed = nodes - idleNodes(dossier);
        return new Card(
                text("dossier.needed"),
                text("dossier.needed.figure", needed, nodes),
                text("dossier.needed.below"),
                new Judgement(dossier).needed(needed));
    }

    private static long idleNodes(Dossier dossier) {
        return dossier.nodes().stream().filter(e -> e.rise().low() <= 0).count();
    }

    /// Which parts the circuit does not seem to need.
    static String idle(Dossier dossier) {
        long edges = dossier.edges().stream().filter(e -> e.rise().low() <= 0).count();
        return text(
                        "dossier.idle",
                        idleNodes(dossier),
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

    /// How many nodes follow another, and what merging them costs.
    static String copies(Dossier dossier) {
        Copies found = dossier.copies();
        return text(
                "dossier.copies.explained",
                found.copies().size(),
                dossier.nodes().size(),
                number(found.merged().value()),
                interval(found.merged()),
                number(found.before().value()));
    }

    /// What the circuit is with tokens and answers as nodes.
    static String ends(Dossier dossier) {
        Ends ends = dossier.ends();
        return text(
                "dossier.ends.explained",
                dossier.nodes().size() + ends.nodes(),
                dossier.edges().size() + ends.edges(),
                ends.needed().size(),
                ends.seen(),
                tokens(ends.needed()),
                number(ends.loss().value()),
                number(ends.before().value()),
                ends.answers().size(),
                ends.embeddings(),
                ends.unembeddings());
    }

    private static String tokens(List<Ends.Token> tokens) {
        if (tokens.isEmpty()) return text("dossier.ends.none");
        return tokens.stream().map(t -> VisibleText.of(t.text())).collect(Collectors.joining("  "));
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
