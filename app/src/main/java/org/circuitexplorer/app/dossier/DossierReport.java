package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.stream.Collectors;
import org.circuitexplorer.app.dossier.Section.Part;
import org.circuitexplorer.app.report.Html;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.engine.validate.Verdict;
import org.circuitexplorer.viewer.chart.ChartExport;
import org.circuitexplorer.viewer.draw.Theme;

/// A dossier as one HTML file that needs nothing else: figures are part of it, and so is everything needed to do it
/// again. It says what the window says.
public final class DossierReport {
    private static final double WIDTH = 560;
    private static final double CHART_HEIGHT = 240;

    private DossierReport() {}

    public static String html(Dossier dossier) {
        String title = text("dossier.title", dossier.document().task().name());
        Html page = new Html(title).heading(title);
        add(dossier, page);
        return page.page();
    }

    /// Adds all of it to a page.
    public static void add(Dossier dossier, Html page) {
        page.faint(DossierText.subject(dossier));
        boolean holds = dossier.verdict().level() == Verdict.Level.HOLDS;
        page.verdict(
                DossierText.verdict(dossier),
                dossier.verdict().sentence(),
                holds,
                dossier.flags().stream().map(Flag::sentence).toList());
        page.cards(DossierText.cards(dossier));
        page.beginColumns();
        for (Section section : DossierSections.of(dossier)) {
            page.section(
                    section.title(),
                    section.explanation(),
                    section.parts().stream().map(DossierReport::part).collect(Collectors.joining("\n")));
        }
        page.endColumns();
    }

    private static String part(Part part) {
        return switch (part) {
            case Section.BarsPart(var bars, var name) -> Html.figure(ChartExport.svg(bars, Theme.LIGHT, WIDTH, name));
            case Section.ChartPart(var chart, var name) ->
                Html.figure(ChartExport.svg(chart, Theme.LIGHT, WIDTH, CHART_HEIGHT, name));
            case Section.MatrixPart(var matrices) ->
                matrices.stream()
                        .map(m -> Html.figure(ChartExport.svg(m, Theme.LIGHT)))
                        .collect(Collectors.joining(" "));
            case Section.TablePart(var table) -> Html.table(table);
            case Section.FoldedPart(var summary, var table) -> Html.folded(summary, Html.table(table));
        };
    }
}
