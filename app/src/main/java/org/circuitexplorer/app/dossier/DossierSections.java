package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.app.dossier.DossierText.interval;
import static org.circuitexplorer.app.dossier.DossierText.number;
import static org.circuitexplorer.app.dossier.DossierText.percent;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Map;
import org.circuitexplorer.app.dossier.Section.BarsPart;
import org.circuitexplorer.app.dossier.Section.ChartPart;
import org.circuitexplorer.app.dossier.Section.FoldedPart;
import org.circuitexplorer.app.dossier.Section.MatrixPart;
import org.circuitexplorer.app.dossier.Section.TablePart;
import org.circuitexplorer.app.report.Table;
import org.circuitexplorer.engine.validate.Completeness;
import org.circuitexplorer.engine.validate.Copies;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.NodeEffect;
import org.circuitexplorer.engine.validate.SeedOverlap;

/// Everything a dossier says below its verdict, the same in the window and in the report.
final class DossierSections {
    private final Dossier dossier;
    private final DossierFigures figures;

    private DossierSections(Dossier dossier) {
        this.dossier = dossier;
        this.figures = new DossierFigures(dossier);
    }

    /// From top to bottom; a window of two columns fills them in turn.
    static List<Section> of(Dossier dossier) {
        DossierSections all = new DossierSections(dossier);
        return List.of(
                all.losses(),
                all.controls(),
                all.variations(),
                all.seeds(),
                all.ablations(),
                all.faithfulness(),
                all.interchange(),
                all.copies(),
                all.ends(),
                all.completeness(),
                all.everyPart(),
                all.provenance());
    }

    private Section losses() {
        return new Section(
                text("dossier.losses"),
                text("dossier.losses.explained"),
                new ChartPart(figures.losses(), text("dossier.losses.name")),
                new FoldedPart(text("dossier.numbers"), figures.lossTable()));
    }

    private Section controls() {
        return new Section(
                text("dossier.controls"),
                text("dossier.controls.explained"),
                new TablePart(new DossierControls(dossier).table()));
    }

    private Section variations() {
        Table.Builder table = Table.of(
                Table.words(text("dossier.column.prompts")),
                Table.words(text("dossier.column.madeSo")),
                Table.number(text("dossier.column.pairs")),
                Table.number(text("dossier.column.differ")),
                Table.number(text("dossier.column.divergence")),
                Table.number(text("dossier.column.modelKept")),
                Table.number(text("dossier.column.circuitKept")),
                Table.words(text("dossier.column.example")));
        dossier.variations()
                .forEach(v -> table.row(
                        v.kind().label(),
                        v.kind().description(),
                        String.valueOf(v.pairs()),
                        percent(v.disagreement().value()),
                        number(v.divergence().value()),
                        percent(v.modelKept()),
                        percent(v.circuitKept()),
                        v.example()));
        return new Section(
                text("dossier.variations"),
                text("dossier.variations.explained"),
                new BarsPart(figures.variations(), text("dossier.variations.name")),
                new FoldedPart(text("dossier.numbersAndExamples"), table.table()));
    }

    private Section seeds() {
        if (dossier.seeds().isEmpty()) return new Section(text("dossier.seeds"), text("dossier.notPruned"));
        SeedOverlap seeds = dossier.seeds().get();
        Table.Builder table = Table.of(
                Table.words(text("dossier.column.seed")),
                Table.number(text("dossier.column.nodes")),
                Table.number(text("dossier.column.edges")),
                Table.number(text("dossier.column.loss")),
                Table.number(text("dossier.column.sameAnswers")),
                Table.number(text("dossier.interval")));
        seeds.others()
                .forEach(o -> table.row(
                        String.valueOf(o.seed()),
                        String.valueOf(o.nodes()),
                        String.valueOf(o.edges()),
                        number(o.loss()),
                        percent(o.agreement().value()),
                        text(
                                "dossier.range",
                                percent(o.agreement().low()),
                                percent(o.agreement().high()))));
        return new Section(
                text("dossier.seeds"),
                text("dossier.seeds.explained"),
                new MatrixPart(figures.seeds(seeds)),
                new TablePart(table.table()));
    }

    private Section ablations() {
        return new Section(
                text("dossier.ablations"),
                text("dossier.ablations.explained"),
                new BarsPart(figures.ablations(), text("dossier.ablations.name")));
    }

    private Section faithfulness() {
        Table.Builder table = Table.of(
                Table.number(text("dossier.column.share")),
                Table.number(text("dossier.column.nodes")),
                Table.number(text("dossier.column.edges")),
                Table.number(text("dossier.column.loss")),
                Table.number(text("dossier.faithfulness")),
                Table.number(text("dossier.interval")));
        dossier.sizes()
                .points()
                .forEach(p -> table.row(
                        text("dossier.percent", DossierText.decimal(100 * p.share())),
                        String.valueOf(p.nodes()),
                        String.valueOf(p.edges()),
                        number(p.loss()),
                        number(p.faithfulness().value()),
                        interval(p.faithfulness())));
        return new Section(
                text("dossier.sizes"),
                text(
                        "dossier.sizes.explained",
                        number(dossier.sizes().performanceRatio()),
                        number(dossier.sizes().modelDistance())),
                new ChartPart(figures.faithfulness(), text("dossier.sizes.name")),
                new FoldedPart(text("dossier.numbers"), table.table()));
    }

    private Section interchange() {
        return new Section(
                text("dossier.interchange"),
                DossierText.interchange(dossier.interchange()),
                new FoldedPart(
                        text("dossier.fold.nodes"),
                        effects(dossier.interchange().nodes())));
    }

    private Section copies() {
        Copies found = dossier.copies();
        if (found.copies().isEmpty()) return new Section(text("dossier.copies"), text("dossier.copies.none"));
        Table.Builder table = Table.of(
                Table.words(text("dossier.column.node")),
                Table.words(text("dossier.column.original")),
                Table.number(text("dossier.column.correlation")),
                Table.number(text("dossier.column.rise")),
                Table.number(text("dossier.interval")));
        found.copies()
                .forEach(c -> table.row(
                        c.node().name(),
                        c.original().name(),
                        number(c.correlation()),
                        number(c.rise().value()),
                        interval(c.rise())));
        return new Section(
                text("dossier.copies"),
                DossierText.copies(dossier),
                new FoldedPart(text("dossier.fold.copies"), table.table()));
    }

    private Section ends() {
        return new Section(text("dossier.ends"), DossierText.ends(dossier));
    }

    private Section completeness() {
        Completeness found = dossier.completeness();
        return new Section(
                text("dossier.completeness"),
                text("dossier.completeness.explained"),
                new TablePart(Table.of(
                                Table.number(text("dossier.column.draws")),
                                Table.number(text("dossier.divergence")),
                                Table.number(text("dossier.interval")),
                                Table.number(text("dossier.column.worst")),
                                Table.number(text("dossier.column.differ")))
                        .row(
                                String.valueOf(found.draws()),
                                number(found.divergence().value()),
                                interval(found.divergence()),
                                number(found.worst()),
                                percent(found.disagreement().value()))
                        .table()));
    }

    private Section everyPart() {
        Table.Builder edges = Table.of(
                Table.words(text("dossier.column.from")),
                Table.words(text("dossier.column.to")),
                Table.number(text("dossier.column.rise")),
                Table.number(text("dossier.interval")));
        dossier.edges()
                .forEach(e -> edges.row(
                        e.edge().source().name(),
                        e.edge().target().name(),
                        number(e.rise().value()),
                        interval(e.rise())));
        return new Section(
                text("dossier.every"),
                DossierText.idle(dossier),
                new FoldedPart(text("dossier.fold.nodes"), effects(dossier.nodes())),
                new FoldedPart(text("dossier.fold.edges"), edges.table()));
    }

    private static Table effects(List<NodeEffect> nodes) {
        Table.Builder table = Table.of(
                Table.words(text("dossier.column.node")),
                Table.number(text("dossier.column.rise")),
                Table.number(text("dossier.interval")));
        nodes.forEach(e -> table.row(e.node().name(), number(e.rise().value()), interval(e.rise())));
        return table.table();
    }

    private Section provenance() {
        Table.Builder table = Table.of(
                        Table.words(text("dossier.column.what")), Table.words(text("dossier.column.value")))
                .row(text("dossier.made.model"), dossier.document().model().name())
                .row(text("dossier.made.weights"), dossier.document().model().sha256())
                .row(text("dossier.made.config"), dossier.document().model().config())
                .row(text("dossier.made.task"), dossier.document().task().name())
                .row(text("dossier.made.pairs"), dossier.document().task().pairs())
                .row(
                        text("dossier.made.circuitBy"),
                        dossier.document().provenance().program())
                .row(
                        text("dossier.made.circuitSeed"),
                        String.valueOf(dossier.document().provenance().seed()));
        for (Map.Entry<String, Object> setting : dossier.settings().toMap().entrySet()) {
            table.row(
                    text("dossier.made.setting", setting.getKey()),
                    setting.getValue().toString());
        }
        table.row(text("dossier.made.by"), dossier.program())
                .row(text("dossier.made.at"), dossier.made().toString());
        return new Section(
                text("dossier.again"),
                text("dossier.again.explained"),
                new FoldedPart(text("dossier.fold.again"), table.table()));
    }
}
