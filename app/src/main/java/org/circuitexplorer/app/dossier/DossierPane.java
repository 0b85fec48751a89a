package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Faithfulness;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.viewer.chart.Bars;
import org.circuitexplorer.viewer.chart.BarsView;
import org.circuitexplorer.viewer.chart.CurveView;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.ThemedCanvas;

/// A dossier as the window shows it: the same findings and figures as the report.
final class DossierPane extends VBox {
    private static final double CHART_HEIGHT = 210;

    private final ObservableValue<Theme> theme;

    DossierPane(Dossier dossier, ObservableValue<Theme> theme) {
        super(6);
        this.theme = theme;
        DossierFigures figures = new DossierFigures(dossier);
        getChildren().add(cards(dossier));
        if (dossier.flags().isEmpty()) add(text("dossier.noFlag"), "muted");
        for (Flag flag : dossier.flags()) add("⚑  " + flag.sentence(), "positive");
        section(text("dossier.variations"), text("dossier.variations.explained"));
        bars(figures.variations());
        section(text("dossier.ablations"), text("dossier.ablations.explained"));
        bars(figures.ablations());
        section(text("dossier.controls"), text("dossier.controls.explained"));
        bars(figures.controls());
        section(
                text("dossier.sizes"),
                text(
                        "dossier.sizes.explained",
                        DossierText.number(dossier.sizes().performanceRatio()),
                        DossierText.number(dossier.sizes().modelDistance())));
        CurveView sizes = new CurveView();
        sizes.chartProperty().set(figures.sizes());
        sizes.setMinHeight(CHART_HEIGHT);
        sizes.setPrefHeight(CHART_HEIGHT);
        dress(sizes);
        section(
                text("dossier.completeness"),
                text(
                                "dossier.completeness.explained",
                                DossierText.number(
                                        dossier.completeness().divergence().value()),
                                DossierText.interval(dossier.completeness().divergence()))
                        + " " + DossierText.idle(dossier));
        section(text("dossier.interchange"), DossierText.interchange(dossier.interchange()));
        dossier.seeds().ifPresent(seeds -> section(text("dossier.seeds"), DossierText.seeds(seeds)));
    }

    private FlowPane cards(Dossier dossier) {
        Faithfulness f = dossier.faithfulness();
        FlowPane cards = new FlowPane(22, 8);
        cards.setId("dossier-cards");
        cards.getChildren()
                .addAll(
                        card(text("dossier.loss.model"), f.model()),
                        card(text("dossier.loss.circuit"), f.circuit()),
                        card(text("dossier.loss.calibrated"), f.calibrated()),
                        card(text("dossier.loss.without"), f.without()),
                        card(text("dossier.faithfulness"), f.faithfulness()),
                        card(text("dossier.divergence"), f.divergence()));
        return cards;
    }

    private static VBox card(String name, Estimate e) {
        return new VBox(
                styled(name, "muted"),
                styled(DossierText.number(e.value()), "figure"),
                styled(DossierText.interval(e), "muted"));
    }

    private void section(String title, String explanation) {
        Label heading = styled(title, "section");
        heading.setStyle("-fx-padding: 10 0 0 0;");
        getChildren().add(heading);
        add(explanation, "muted");
    }

    private void bars(Bars bars) {
        dress(new BarsView(bars));
    }

    private void dress(ThemedCanvas canvas) {
        canvas.themeProperty().bind(theme);
        getChildren().add(canvas);
    }

    private void add(String text, String style) {
        Label label = styled(text, style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        getChildren().add(label);
    }

    private static Label styled(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
