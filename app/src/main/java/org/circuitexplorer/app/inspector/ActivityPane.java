package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.ExampleChoice;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.ValueRange;
import org.circuitexplorer.viewer.chart.HistogramData;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.draw.Theme;

/// A node over the corpus: its histogram with a legend, and examples; a click on a bar shows the examples of that bar.
final class ActivityPane extends VBox {
    /// Height of the histogram in a window of usual size, at most, and its share of a high inspector.
    private static final double HEIGHT = 150;

    private static final double MOST_HEIGHT = 300;
    private static final double HEIGHT_SHARE = 0.13;
    private static final List<Choice.Option<Boolean>> SCALES = List.of(
            new Choice.Option<>(
                    false,
                    "histogram-linear",
                    text("inspector.histogram.linear"),
                    text("inspector.histogram.linear.hint")),
            new Choice.Option<>(
                    true, "histogram-log", text("inspector.histogram.log"), text("inspector.histogram.log.hint")));
    private final Study study;
    private final ObservableValue<Theme> theme;
    private final HistogramView histogram = new HistogramView();
    private final HBox legend = new HBox(10);
    private final Choice<Boolean> scale;
    private final Label title = Texts.section("");
    private final VBox examples = new VBox(4);
    private List<Activity.Group> shown = List.of();
    private boolean read;
    private List<String> named = List.of();

    /// @param logarithmic whether the corpus is counted on a logarithmic scale
    ActivityPane(Study study, BooleanProperty logarithmic, ObservableValue<Theme> theme) {
        super(8);
        this.study = study;
        this.theme = theme;
        histogram.setId("histogram");
        room(HEIGHT);
        histogram.setOnBin(
                bin -> study.examplesProperty().set(new ExampleChoice.Within(new ValueRange(bin.low(), bin.high()))));
        histogram.logarithmicProperty().bind(logarithmic);
        this.scale = new Choice<>(SCALES, logarithmic.asObject());
        legend.setAlignment(Pos.CENTER_LEFT);
        title.setId("examples-title");
        // Beside each other where there is room for both.
        FlowPane head = new FlowPane(12, 2, title, new Choice<>(shares(), study.examplesProperty()));
        head.setRowValignment(VPos.CENTER);
        ObservableValue<Boolean> counted = histogram.dataProperty().map(data -> data.total() > 0);
        getChildren().addAll(legend, new StackPane(histogram, new AbsentHistogram(study, counted)), head, examples);
        theme.subscribe(t -> {
            histogram.themeProperty().set(t);
            showExamples(shown);
        });
    }

    /// Gives the histogram its part of an inspector that high.
    void room(double inspector) {
        double height = Math.clamp(HEIGHT_SHARE * inspector, HEIGHT, MOST_HEIGHT);
        histogram.setPrefHeight(height);
        histogram.setMinHeight(height);
    }

    private static List<Choice.Option<ExampleChoice>> shares() {
        List<Choice.Option<ExampleChoice>> options = new ArrayList<>();
        options.add(new Choice.Option<>(
                new ExampleChoice.Extremes(),
                "examples-extremes",
                text("inspector.examples.extremes"),
                text("inspector.examples.extremes.hint")));
        for (double share : ExampleChoice.SHARES) {
            String percent = Texts.percent(share);
            options.add(new Choice.Option<>(
                    new ExampleChoice.Share(share),
                    "examples-" + Math.round(1000 * share) + "-of-1000",
                    percent,
                    text("inspector.examples.share.hint", percent)));
        }
        return options;
    }

    void show(Optional<Activity> activity) {
        histogram.dataProperty().set(activity.map(Activity::histogram).orElse(HistogramData.EMPTY));
        Optional<ValueRange> range = activity.flatMap(Activity::range);
        histogram.chosenProperty().set(range.map(r -> new HistogramView.Bin(r.low(), r.high())));
        showLegend(activity.map(a -> a.histogram().groups()).orElse(List.of()).stream()
                .map(HistogramData.Group::name)
                .toList());
        title.setText(range.map(ActivityPane::heading).orElse(text("inspector.examples")));
        List<Activity.Group> wanted = activity.map(Activity::examples).orElse(List.of());
        read = activity.isPresent();
        if (!wanted.equals(shown) || wanted.isEmpty()) showExamples(wanted);
    }

    private static String heading(ValueRange range) {
        return range.isZero()
                ? text("inspector.examples.zero")
                : text("inspector.examples.range", "%.3g".formatted(range.low()), "%.3g".formatted(range.high()));
    }

    private void showLegend(List<String> names) {
        if (names.equals(named) && !legend.getChildren().isEmpty()) return;
        named = names;
        legend.getChildren()
                .setAll(
                        Texts.section(text("inspector.histogram")),
                        Texts.legend("legend-count", text("inspector.histogram.corpus")));
        List<String> styles = List.of("legend-positive", "legend-negative");
        for (int g = 0; g < Math.min(styles.size(), names.size()); g++) {
            Label entry = Texts.legend(styles.get(g), names.get(g));
            entry.getStyleClass().add("mono");
            entry.setTooltip(new Tooltip(text("inspector.histogram.group", names.get(g))));
            legend.getChildren().add(entry);
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        legend.getChildren().addAll(space, scale);
    }

    private void showExamples(List<Activity.Group> wanted) {
        shown = wanted;
        examples.getChildren().clear();
        for (Activity.Group group : wanted) {
            if (!group.caption().isEmpty()) examples.getChildren().add(Texts.styled(group.caption(), "muted", "small"));
            for (Activity.Piece piece : group.examples()) {
                examples.getChildren().add(new ExampleBox(piece.tokens(), piece.focus(), theme.getValue()));
            }
        }
        boolean known = study.statisticsProperty().get().isPresent();
        if (known && examples.getChildren().isEmpty()) {
            String why = read ? text("inspector.examples.none") : text("inspector.examples.reading");
            examples.getChildren().add(Texts.styled(why, "muted"));
        }
    }
}
