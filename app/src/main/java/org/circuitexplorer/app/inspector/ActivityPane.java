package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.ValueRange;
import org.circuitexplorer.viewer.chart.HistogramData;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.token.HeatToken;
import org.circuitexplorer.viewer.token.TokenHeatMapView;

/// A node over the corpus: its histogram with a legend, and examples; a click on a bar shows the examples of that bar.
final class ActivityPane extends VBox {
    private static final double HEIGHT = 150;
    private final Study study;
    private final ObservableValue<Theme> theme;
    private final HistogramView histogram = new HistogramView();
    private final HBox legend = new HBox(10);
    private final Label title = Texts.section("");
    private final Hyperlink all = new Hyperlink(text("inspector.examples.extremes"));
    private final VBox examples = new VBox(4);
    private List<List<HeatToken>> shown = List.of();

    ActivityPane(Study study, ObservableValue<Theme> theme) {
        super(8);
        this.study = study;
        this.theme = theme;
        histogram.setId("histogram");
        histogram.setPrefHeight(HEIGHT);
        histogram.setMinHeight(HEIGHT);
        histogram.setOnBin(bin -> study.rangeProperty().set(Optional.of(new ValueRange(bin.low(), bin.high()))));
        legend.setAlignment(Pos.CENTER_LEFT);
        title.setId("examples-title");
        all.setId("examples-all");
        all.getStyleClass().setAll("link", "small");
        all.setTooltip(new Tooltip(text("inspector.examples.extremes.hint")));
        all.setOnAction(e -> study.rangeProperty().set(Optional.empty()));
        all.managedProperty().bind(all.visibleProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(6, title, space, all);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(legend, histogram, head, examples);
        theme.subscribe(t -> {
            histogram.themeProperty().set(t);
            showExamples(shown);
        });
    }

    void show(Optional<Activity> activity) {
        histogram.dataProperty().set(activity.map(Activity::histogram).orElse(HistogramData.EMPTY));
        Optional<ValueRange> range = activity.flatMap(Activity::range);
        histogram.chosenProperty().set(range.map(r -> new HistogramView.Bin(r.low(), r.high())));
        showLegend(activity.map(a -> a.histogram().groups()).orElse(List.of()));
        title.setText(range.map(ActivityPane::heading).orElse(text("inspector.examples")));
        all.setVisible(range.isPresent());
        List<List<HeatToken>> wanted = activity.map(Activity::examples).orElse(List.of());
        if (!wanted.equals(shown) || wanted.isEmpty()) showExamples(wanted);
    }

    private static String heading(ValueRange range) {
        return range.isZero()
                ? text("inspector.examples.zero")
                : text("inspector.examples.range", "%.3g".formatted(range.low()), "%.3g".formatted(range.high()));
    }

    private void showLegend(List<HistogramData.Group> groups) {
        legend.getChildren()
                .setAll(
                        Texts.section(text("inspector.histogram")),
                        Texts.legend("legend-count", text("inspector.histogram.corpus")));
        List<String> styles = List.of("legend-positive", "legend-negative");
        for (int g = 0; g < Math.min(styles.size(), groups.size()); g++) {
            Label entry = Texts.legend(styles.get(g), groups.get(g).name());
            entry.getStyleClass().add("mono");
            entry.setTooltip(
                    new Tooltip(text("inspector.histogram.group", groups.get(g).name())));
            legend.getChildren().add(entry);
        }
    }

    private void showExamples(List<List<HeatToken>> wanted) {
        shown = wanted;
        examples.getChildren().clear();
        for (List<HeatToken> tokens : wanted) {
            TokenHeatMapView view = new TokenHeatMapView();
            view.themeProperty().set(theme.getValue());
            view.tokensProperty().set(tokens);
            StackPane box = new StackPane(view);
            box.getStyleClass().add("example");
            examples.getChildren().add(box);
        }
        if (wanted.isEmpty()) examples.getChildren().add(Texts.styled(absent(), "muted"));
    }

    private String absent() {
        if (study.statisticsProperty().get().isPresent()) return text("inspector.examples.none");
        boolean corpus = study.entry().flatMap(e -> e.model().corpus()).isPresent();
        return corpus ? text("inspector.examples.scanning") : text("inspector.examples.noCorpus");
    }
}
