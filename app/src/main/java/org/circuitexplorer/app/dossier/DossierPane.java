package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.Faithfulness;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.viewer.chart.BarsView;
import org.circuitexplorer.viewer.chart.CurveView;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.ThemedCanvas;

/// A dossier as the window shows it: the same findings and figures as the report.
final class DossierPane extends VBox {
    private static final double CHART_HEIGHT = 210;

    private final ObservableValue<Theme> theme;

    DossierPane(Dossier dossier, ObservableValue<Theme> theme) {
        super(12);
        this.theme = theme;
        getStyleClass().add("dossier");
        getChildren().addAll(cards(dossier), flags(dossier), findings(dossier));
    }

    /// Two columns of the same width.
    private GridPane findings(Dossier dossier) {
        DossierFigures figures = new DossierFigures(dossier);
        VBox left = new VBox(
                12,
                section(
                        text("dossier.variations"),
                        text("dossier.variations.explained"),
                        dressed(new BarsView(figures.variations()))),
                section(
                        text("dossier.ablations"),
                        text("dossier.ablations.explained"),
                        dressed(new BarsView(figures.ablations()))),
                section(text("dossier.interchange"), DossierText.interchange(dossier.interchange())));
        VBox right = new VBox(
                12,
                section(
                        text("dossier.controls"),
                        text("dossier.controls.explained"),
                        dressed(new BarsView(figures.controls()))),
                sizes(dossier, figures),
                section(
                        text("dossier.completeness"),
                        text(
                                        "dossier.completeness.explained",
                                        DossierText.number(dossier.completeness()
                                                .divergence()
                                                .value()),
                                        DossierText.interval(
                                                dossier.completeness().divergence()))
                                + " " + DossierText.idle(dossier)));
        dossier.seeds()
                .ifPresent(seeds -> left.getChildren().add(section(text("dossier.seeds"), DossierText.seeds(seeds))));
        GridPane columns = new GridPane(12, 0);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        columns.getColumnConstraints().addAll(half, half);
        columns.addRow(0, left, right);
        return columns;
    }

    private VBox sizes(Dossier dossier, DossierFigures figures) {
        CurveView sizes = new CurveView();
        sizes.chartProperty().set(figures.sizes());
        sizes.setMinHeight(CHART_HEIGHT);
        sizes.setPrefHeight(CHART_HEIGHT);
        return section(
                text("dossier.sizes"),
                text(
                        "dossier.sizes.explained",
                        DossierText.number(dossier.sizes().performanceRatio()),
                        DossierText.number(dossier.sizes().modelDistance())),
                dressed(sizes));
    }

    /// What gives reason to doubt, or that nothing does.
    private static VBox flags(Dossier dossier) {
        VBox box = new VBox(3);
        box.getStyleClass().add(dossier.flags().isEmpty() ? "dossier-holds" : "dossier-flags");
        if (dossier.flags().isEmpty()) box.getChildren().add(wrapped(text("dossier.noFlag"), "strong"));
        for (Flag flag : dossier.flags()) box.getChildren().add(wrapped("⚑  " + flag.sentence(), "flag"));
        return box;
    }

    private FlowPane cards(Dossier dossier) {
        Faithfulness f = dossier.faithfulness();
        FlowPane cards = new FlowPane(10, 10);
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
        VBox card = new VBox(
                styled(name, "muted"),
                styled(DossierText.number(e.value()), "figure"),
                styled(DossierText.interval(e), "muted"));
        card.getStyleClass().add("dossier-card");
        return card;
    }

    private static VBox section(String title, String explanation, Node... shown) {
        VBox section = new VBox(6, styled(title, "section"), wrapped(explanation, "muted"));
        section.getChildren().addAll(shown);
        section.getStyleClass().add("dossier-card");
        return section;
    }

    private ThemedCanvas dressed(ThemedCanvas canvas) {
        canvas.themeProperty().bind(theme);
        return canvas;
    }

    private static Label wrapped(String text, String style) {
        Label label = styled(text, style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label styled(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
