package org.circuitexplorer.viewer.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.circuitexplorer.viewer.attention.AttentionView;
import org.circuitexplorer.viewer.chart.HistogramData;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.chart.LossCurve;
import org.circuitexplorer.viewer.chart.LossCurveView;
import org.circuitexplorer.viewer.chart.ProbabilityBars;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.picture.SamplePictures;
import org.circuitexplorer.viewer.token.HeatToken;
import org.circuitexplorer.viewer.token.TokenHeatMapView;

/// Shows every control as the main window arranges them.
public final class GalleryDemo extends Application {
    private static final List<String> PROMPT =
            List.of("<|endoftext|>", "f", "ilter", "_", "te", "am", "('", "la", "bel");
    private final Theme theme;

    public GalleryDemo() {
        this(Theme.DARK);
    }

    GalleryDemo(Theme theme) {
        this.theme = theme;
    }

    @Override
    public void start(Stage stage) {
        Theme chosen = getParameters().getRaw().contains("light") ? Theme.LIGHT : Theme.DARK;
        boolean small = getParameters().getRaw().contains("small");
        stage.setScene(new Scene(new GalleryDemo(chosen).root(), small ? 1280 : 1600, small ? 800 : 1000));
        stage.show();
    }

    private BorderPane root() {
        CircuitGraphView graph = new CircuitGraphView();
        graph.themeProperty().set(theme);
        graph.setPicture(SamplePictures.exploredQuotes());
        graph.marks().select("2.attn.v.18");
        BorderPane root = new BorderPane(graph);
        root.setRight(inspector());
        root.setBottom(strip());
        root.setStyle("-fx-background-color: " + theme.panel().hex() + ";");
        return root;
    }

    private VBox inspector() {
        HistogramView histogram = new HistogramView();
        histogram.setTheme(theme);
        histogram.dataProperty().set(histogram());
        histogram.setPrefHeight(130);
        LossCurveView curve = new LossCurveView();
        curve.themeProperty().set(theme);
        curve.curveProperty().set(pruning());
        curve.setPrefHeight(170);
        AttentionView attention = new AttentionView();
        attention.setTheme(theme);
        attention.patternProperty().set(attention());
        attention.setPrefHeight(210);
        VBox box = new VBox(8, head("ACTIVATION HISTOGRAM"), histogram, head("PRUNING"), curve);
        box.getChildren().addAll(head("ATTENTION OF HEAD 1"), attention);
        box.setPadding(new Insets(14));
        box.setPrefWidth(400);
        box.setStyle("-fx-border-color: " + theme.border().hex() + "; -fx-border-width: 0 0 0 1;");
        return box;
    }

    private HBox strip() {
        VBox prompts = new VBox(
                6, head("PROMPT PAIR 3 / 64 · ACTIVATION OF THE SELECTED NODE"), tokens("('", -1), tokens("(\"", 1));
        TokenHeatMapView code = new TokenHeatMapView();
        code.setTheme(theme);
        code.tokensProperty()
                .set(List.of(
                        new HeatToken("def", 0),
                        new HeatToken(" f", 0.1),
                        new HeatToken("(x):\n", -0.4),
                        new HeatToken("    ", 0),
                        new HeatToken("return", 0.9),
                        new HeatToken(" x", -1),
                        new HeatToken("\n", 0.3)));
        prompts.getChildren().add(code);
        HBox.setHgrow(prompts, Priority.ALWAYS);
        ProbabilityBars bars = new ProbabilityBars();
        bars.setTheme(theme);
        bars.rowsProperty()
                .set(List.of(
                        new ProbabilityBars.Row("')⏎", 0.99, 0.84, 0.81, 1),
                        new ProbabilityBars.Row("\")⏎", 0.01, 0.16, 0.18, -1),
                        new ProbabilityBars.Row(",", 0.0, 0.0, 0.01, 0)));
        VBox next = new VBox(6, head("NEXT TOKEN, FIRST PROMPT"), bars);
        next.setPrefWidth(320);
        HBox box = new HBox(24, prompts, next);
        box.setPadding(new Insets(14));
        box.setStyle("-fx-border-color: " + theme.border().hex() + "; -fx-border-width: 1 0 0 0;");
        return box;
    }

    private Node tokens(String quote, int sign) {
        TokenHeatMapView view = new TokenHeatMapView();
        view.setTheme(theme);
        List<HeatToken> cells = new ArrayList<>();
        double[] values = {0, 0, 0, 0, 0, 0, 2.8, 2.4, 2.2};
        for (int i = 0; i < PROMPT.size(); i++) {
            cells.add(new HeatToken(i == 6 ? quote : PROMPT.get(i), sign * values[i]));
        }
        view.tokensProperty().set(cells);
        view.scaleProperty().set(3);
        view.caretProperty().set(true);
        return view;
    }

    private Label head(String text) {
        Label label = new Label(text);
        label.setStyle("-fx-font-size: 12px; -fx-font-weight: bold; -fx-text-fill: "
                + theme.faintText().hex() + ";");
        return label;
    }

    private static HistogramData histogram() {
        int[] corpus = new int[40];
        int[] warm = new int[40];
        int[] blue = new int[40];
        for (int i = 0; i < 40; i++) {
            double v = -4.2 + 0.2 * (i + 0.5);
            corpus[i] = (int) (12 + 90000 * Math.exp(-v * v * 4) + 800 * bump(v, 2.3) + 700 * bump(v, -2.4));
            warm[i] = (int) Math.round(40 * bump(v, 2.4));
            blue[i] = (int) Math.round(38 * bump(v, -2.4));
        }
        return new HistogramData(
                -4.2,
                0.2,
                corpus,
                812_000,
                0.03,
                List.of(new HistogramData.Group("\"…\"", warm, 20), new HistogramData.Group("'…'", blue, 14)),
                OptionalDouble.of(2.6));
    }

    private static double bump(double v, double at) {
        return Math.exp(-(v - at) * (v - at) * 6);
    }

    private static LossCurve pruning() {
        return new LossCurve(
                IntStream.rangeClosed(0, 400).toArray(),
                IntStream.rangeClosed(0, 400)
                        .mapToDouble(i -> 0.02 + 0.14 * (1 - Math.exp(-i / 90.0)) + 0.01 * Math.sin(i * 0.21))
                        .toArray(),
                IntStream.rangeClosed(0, 400)
                        .map(i -> (int) (24 + 4200 * Math.exp(-i / 45.0)))
                        .toArray(),
                0.15);
    }

    private static AttentionView.Pattern attention() {
        int n = PROMPT.size();
        float[][] weights = new float[n][n];
        for (int q = 0; q < n; q++) {
            for (int k = 0; k <= q; k++) weights[q][k] = k == 6 && q > 6 ? 0.86f : 0.3f / (1 + q - k) / (1 + q * 0.4f);
        }
        return new AttentionView.Pattern(PROMPT, weights);
    }
}
