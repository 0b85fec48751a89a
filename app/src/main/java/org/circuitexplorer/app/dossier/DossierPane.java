package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.dossier.Section.Part;
import org.circuitexplorer.app.report.Html;
import org.circuitexplorer.app.report.Table;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Flag;
import org.circuitexplorer.engine.validate.Verdict;
import org.circuitexplorer.viewer.chart.BarsView;
import org.circuitexplorer.viewer.chart.CurveView;
import org.circuitexplorer.viewer.chart.MatrixView;
import org.circuitexplorer.viewer.chart.Sense;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.ThemedCanvas;

/// A dossier as the window shows it: the same findings and figures as the report.
final class DossierPane extends VBox {
    private static final double CHART_HEIGHT = 230;

    private final ObservableValue<Theme> theme;

    /// @param roomy whether there is room for all that gives reason to doubt; else it is folded away
    DossierPane(Dossier dossier, ObservableValue<Theme> theme, boolean roomy) {
        super(12);
        this.theme = theme;
        getStyleClass().add("dossier");
        getChildren()
                .addAll(
                        styled(DossierText.subject(dossier), "muted"),
                        verdict(dossier, roomy),
                        cards(dossier),
                        new Mosaic(DossierSections.of(dossier).stream()
                                .map(this::section)
                                .toList()));
    }

    /// How far it can be trusted, and what gives reason to doubt.
    private static VBox verdict(Dossier dossier, boolean roomy) {
        VBox box = new VBox(3);
        box.setId("dossier-verdict");
        boolean holds = dossier.verdict().level() == Verdict.Level.HOLDS;
        box.getStyleClass().add(holds ? "dossier-holds" : "dossier-flags");
        Label sentence = wrapped(dossier.verdict().sentence(), "verdict-sentence");
        box.getChildren().addAll(styled(DossierText.verdict(dossier), "figure"), sentence);
        if (!dossier.flags().isEmpty()) box.getChildren().add(flags(dossier, roomy));
        return box;
    }

    private static TitledPane flags(Dossier dossier, boolean roomy) {
        VBox flags = new VBox(3);
        for (Flag flag : dossier.flags()) flags.getChildren().add(flag(flag));
        TitledPane fold = new TitledPane(text("dossier.doubts"), flags);
        fold.setId("dossier-doubts");
        fold.setExpanded(roomy);
        fold.setAnimated(false);
        fold.getStyleClass().add("fold");
        return fold;
    }

    private static HBox flag(Flag flag) {
        Label sign = styled("⚑", "flag");
        sign.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return new HBox(8, sign, wrapped(flag.sentence(), "flag"));
    }

    private static FlowPane cards(Dossier dossier) {
        FlowPane cards = new FlowPane(10, 10);
        cards.setId("dossier-cards");
        for (Html.Card card : DossierText.cards(dossier)) {
            Label figure = styled(card.sense().signed(card.figure()), "figure");
            figure.getStyleClass().add(style(card.sense()));
            VBox box = new VBox(styled(card.name(), "muted"), figure, styled(card.below(), "muted"));
            box.getStyleClass().add("dossier-card");
            cards.getChildren().add(box);
        }
        return cards;
    }

    private static String style(Sense sense) {
        return "sense-" + sense.name().toLowerCase(Locale.ROOT);
    }

    private VBox section(Section section) {
        VBox box = new VBox(6, styled(section.title(), "strong"), wrapped(section.explanation(), "muted"));
        for (Part part : section.parts()) box.getChildren().add(shown(part));
        box.getStyleClass().add("dossier-card");
        return box;
    }

    private Node shown(Part part) {
        return switch (part) {
            case Section.BarsPart(var bars, var _) -> dressed(new BarsView(bars));
            case Section.ChartPart(var chart, var name) -> {
                CurveView view = new CurveView();
                view.chartProperty().set(chart);
                view.setAccessibleHelp(name);
                view.setMinHeight(CHART_HEIGHT);
                view.setPrefHeight(CHART_HEIGHT);
                yield dressed(view);
            }
            case Section.MatrixPart(var matrices) -> {
                FlowPane pane = new FlowPane(24, 12);
                matrices.forEach(m -> pane.getChildren().add(dressed(new MatrixView(m))));
                yield pane;
            }
            case Section.TablePart(var table) -> new TableGrid(table);
            case Section.FoldedPart(var summary, var table) -> folded(summary, table);
        };
    }

    /// The table is made when it is first unfolded.
    private static TitledPane folded(String summary, Table table) {
        TitledPane fold = new TitledPane(summary, null);
        fold.setExpanded(false);
        fold.setAnimated(false);
        fold.getStyleClass().add("fold");
        fold.expandedProperty().subscribe(open -> {
            if (open && fold.getContent() == null) fold.setContent(TableList.of(table));
        });
        return fold;
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
