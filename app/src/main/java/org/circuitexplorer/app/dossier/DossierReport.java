package org.circuitexplorer.app.dossier;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Faithfulness;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.VariationResult;
import org.circuitexplorer.viewer.chart.ChartExport;
import org.circuitexplorer.viewer.draw.Theme;

/// A dossier as one HTML file that needs nothing else: figures are part of it, and so is everything needed to do it
/// again.
public final class DossierReport {
    private static final double WIDTH = 640;
    private static final double CHART_HEIGHT = 240;

    private final Dossier dossier;
    private final DossierFigures figures;

    private DossierReport(Dossier dossier) {
        this.dossier = dossier;
        this.figures = new DossierFigures(dossier);
    }

    public static String html(Dossier dossier) {
        return new DossierReport(dossier).html();
    }

    private String html() {
        String task = dossier.document().task().name();
        String model = dossier.document().model().name();
        Html page = new Html("Is this circuit real? " + task);
        page.add("<h1>Is this circuit real? <span style=\"font-weight:400\">" + Html.escaped(task) + " · "
                + Html.escaped(model) + "</span></h1>");
        page.add(format(
                ROOT,
                "<p class=\"faint\">%d nodes, %d edges · %d unseen pairs · intervals hold 95 %% of %,d resamplings of"
                        + " the pairs</p>",
                dossier.document().circuit().size(),
                dossier.document().edges().size(),
                dossier.pairs(),
                dossier.settings().resamples()));
        page.cards(cards());
        flags(page);
        variations(page);
        page.section(
                "Other ablations",
                "Task loss of the circuit, nats, when every node outside it has something else instead of its own value."
                        + " Guessing costs 0.693; bars end at twice that.",
                figure(ChartExport.svg(figures.ablations(), Theme.LIGHT, WIDTH, "Loss under other ablations")));
        controls(page);
        sizes(page);
        completeness(page);
        page.section("Interchange", DossierText.interchange(dossier.interchange()), interchanged());
        dossier.seeds().ifPresent(seeds -> page.section("Other seeds", DossierText.seeds(seeds), ""));
        minimality(page);
        provenance(page);
        return page.page();
    }

    private static String figure(String svg) {
        return Html.inline(svg);
    }

    private List<String[]> cards() {
        Faithfulness f = dossier.faithfulness();
        return List.of(
                card("loss, model", f.model()),
                card("circuit alone", f.circuit()),
                card("calibrated", f.calibrated()),
                card("without the circuit", f.without()),
                card("everything frozen", f.nothing()),
                card("faithfulness F", f.faithfulness()),
                card("KL(model ‖ circuit)", f.divergence()),
                new String[] {
                    "verdict",
                    dossier.flags().isEmpty()
                            ? "no flag"
                            : DossierText.flags(dossier.flags().size()),
                    ""
                });
    }

    private static String[] card(String name, Estimate e) {
        return new String[] {name, DossierText.number(e.value()), DossierText.interval(e)};
    }

    private void flags(Html page) {
        if (dossier.flags().isEmpty()) page.add("<div class=\"holds\">Nothing here gives a reason to doubt it.</div>");
        for (Flag flag : dossier.flags()) page.add("<div class=\"flag\">" + Html.escaped(flag.sentence()) + "</div>");
    }

    private void variations(Html page) {
        List<List<String>> rows = new ArrayList<>();
        for (VariationResult v : dossier.variations()) {
            rows.add(List.of(
                    v.kind().label(),
                    v.kind().description(),
                    String.valueOf(v.pairs()),
                    percent(v.disagreement().value()),
                    DossierText.number(v.divergence().value()),
                    percent(v.modelKept()),
                    percent(v.circuitKept()),
                    v.example()));
        }
        page.section(
                "Prompts of the same kind",
                "Share of prompts at which circuit and model choose different answers; the model is the measure, right or"
                        + " wrong. The prompts are made from the task's own, without knowing what it is about.",
                figure(ChartExport.svg(figures.variations(), Theme.LIGHT, WIDTH, "Disagreement on varied prompts"))
                        + Html.folded(
                                "numbers and examples",
                                Html.table(
                                        List.of(
                                                "prompts.",
                                                "made so.",
                                                "pairs",
                                                "differ",
                                                "KL, nats",
                                                "model as before",
                                                "circuit as before",
                                                "one at which they differ."),
                                        rows)));
    }

    private void controls(Html page) {
        List<List<String>> rows = new ArrayList<>();
        for (PruningControl c : dossier.pruning().orElse(List.of())) {
            rows.add(List.of(
                    DossierFigures.label(c.kind()),
                    c.kind().description(),
                    String.valueOf(c.nodes()),
                    DossierText.number(c.loss())));
        }
        String table = rows.isEmpty()
                ? "<p class=\"faint\">Controls that are pruned were not asked for.</p>"
                : Html.table(List.of("control.", "what was pruned.", "nodes", "loss"), rows);
        page.section(
                "Controls",
                format(
                        ROOT,
                        "Task loss, nats, where there is nothing to find. Random sets: %d draws with as many nodes at every"
                                + " site as the circuit.",
                        dossier.randomSets().draws()),
                figure(ChartExport.svg(figures.controls(), Theme.LIGHT, WIDTH, "Losses of controls")) + table);
    }

    private void sizes(Html page) {
        page.section(
                "Faithfulness over sizes",
                format(
                        ROOT,
                        "First the circuit's nodes by what it costs to lose them, then all others by attribution. CPR (area"
                                + " under F) %.3f, CMD (area of |1 − F|) %.3f, over 0.1 %% to 100 %% of the edges.",
                        dossier.sizes().performanceRatio(),
                        dossier.sizes().modelDistance()),
                figure(ChartExport.svg(figures.sizes(), Theme.LIGHT, WIDTH, CHART_HEIGHT, "Faithfulness against edges"))
                        + Html.folded(
                                "numbers",
                                Html.table(
                                        List.of("share of edges", "nodes", "edges", "loss", "F", "95 % interval"),
                                        dossier.sizes().points().stream()
                                                .map(p -> List.of(
                                                        format(ROOT, "%.1f %%", 100 * p.share()),
                                                        String.valueOf(p.nodes()),
                                                        String.valueOf(p.edges()),
                                                        DossierText.number(p.loss()),
                                                        DossierText.number(
                                                                p.faithfulness().value()),
                                                        DossierText.interval(p.faithfulness())))
                                                .toList())));
    }

    private void completeness(Html page) {
        page.section(
                "Completeness",
                "Random halves of the circuit are frozen in the circuit and in the whole model: do both still say the"
                        + " same?",
                Html.table(
                        List.of(
                                "draws",
                                "KL(model ‖ circuit), nats",
                                "95 % interval",
                                "worst draw",
                                "different answers"),
                        List.of(List.of(
                                String.valueOf(dossier.completeness().draws()),
                                DossierText.number(
                                        dossier.completeness().divergence().value()),
                                DossierText.interval(dossier.completeness().divergence()),
                                DossierText.number(dossier.completeness().worst()),
                                percent(dossier.completeness().disagreement().value())))));
    }

    private String interchanged() {
        return Html.folded(
                "nodes",
                Html.table(
                        List.of("node.", "loss rises by", "95 % interval"),
                        dossier.interchange().nodes().stream()
                                .map(e -> List.of(
                                        e.node().name(),
                                        DossierText.number(e.rise().value()),
                                        DossierText.interval(e.rise())))
                                .toList()));
    }

    private void minimality(Html page) {
        String nodes = Html.table(
                List.of("node.", "loss rises by", "95 % interval"),
                dossier.nodes().stream()
                        .map(e -> List.of(
                                e.node().name(), DossierText.number(e.rise().value()), DossierText.interval(e.rise())))
                        .toList());
        String edges = Html.table(
                List.of("from.", "to.", "loss rises by", "95 % interval"),
                dossier.edges().stream()
                        .map(e -> List.of(
                                e.edge().source().name(),
                                e.edge().target().name(),
                                DossierText.number(e.rise().value()),
                                DossierText.interval(e.rise())))
                        .toList());
        page.section(
                "Every node and every edge",
                DossierText.idle(dossier),
                Html.folded("nodes", nodes) + Html.folded("edges", edges));
    }

    private void provenance(Html page) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", dossier.document().model().name()));
        rows.add(List.of("SHA-256 of its weights", dossier.document().model().sha256()));
        rows.add(List.of(
                "SHA-256 of its configuration", dossier.document().model().config()));
        rows.add(List.of("task", dossier.document().task().name()));
        rows.add(List.of("SHA-256 of its pairs", dossier.document().task().pairs()));
        rows.add(List.of("circuit made by", dossier.document().provenance().program()));
        rows.add(List.of(
                "circuit's seed", String.valueOf(dossier.document().provenance().seed())));
        for (Map.Entry<String, Object> setting : dossier.settings().toMap().entrySet()) {
            rows.add(List.of("setting " + setting.getKey(), setting.getValue().toString()));
        }
        rows.add(List.of("validated by", dossier.program()));
        rows.add(List.of("at", dossier.made().toString()));
        page.section(
                "To do it again",
                "The same circuit file, model, task, settings and version give the same numbers.",
                Html.table(List.of("what.", "value."), rows));
    }

    private static String percent(double share) {
        return format(ROOT, "%.0f %%", 100 * share);
    }
}
