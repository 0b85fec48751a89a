package org.circuitexplorer.app.dossier;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

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
        if (dossier.flags().isEmpty()) add("Nothing here gives a reason to doubt it.", "muted");
        for (Flag flag : dossier.flags()) add("⚑  " + flag.sentence(), "positive");
        section("PROMPTS OF THE SAME KIND", "Share of prompts at which circuit and model choose different answers.");
        bars(figures.variations());
        section("OTHER ABLATIONS", "Loss when the rest of the model has something else instead of its own values.");
        bars(figures.ablations());
        section(
                "CONTROLS",
                "Loss where there is nothing to find. A control that does as well as the circuit means the number"
                        + " proves nothing.");
        bars(figures.controls());
        section(
                "FAITHFULNESS OVER SIZES",
                format(
                        ROOT,
                        "CPR %.3f, CMD %.3f.",
                        dossier.sizes().performanceRatio(),
                        dossier.sizes().modelDistance()));
        CurveView sizes = new CurveView();
        sizes.chartProperty().set(figures.sizes());
        sizes.setMinHeight(CHART_HEIGHT);
        sizes.setPrefHeight(CHART_HEIGHT);
        dress(sizes);
        section(
                "COMPLETENESS AND MINIMALITY",
                format(
                                ROOT,
                                "After random halves of the circuit are frozen in both: KL(model ‖ circuit) %.3f nats (%s). ",
                                dossier.completeness().divergence().value(),
                                DossierText.interval(dossier.completeness().divergence()))
                        + DossierText.idle(dossier));
        section("INTERCHANGE WITHIN A BIN", DossierText.interchange(dossier.interchange()));
        dossier.seeds().ifPresent(seeds -> section("OTHER SEEDS", DossierText.seeds(seeds)));
    }

    private FlowPane cards(Dossier dossier) {
        Faithfulness f = dossier.faithfulness();
        FlowPane cards = new FlowPane(22, 8);
        cards.setId("dossier-cards");
        cards.getChildren()
                .addAll(
                        card("loss, model", f.model()),
                        card("circuit alone", f.circuit()),
                        card("calibrated", f.calibrated()),
                        card("without the circuit", f.without()),
                        card("faithfulness F", f.faithfulness()),
                        card("KL(model ‖ circuit)", f.divergence()));
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
