package org.circuitexplorer.app.compare;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Circuits of two models as tables: what each has where, and what each makes of the prompts of both.
final class TwoModelsPane extends VBox {
    private static final double HIGHEST = 360;

    TwoModelsPane(TwoModels compared) {
        super(10);
        setId("compare-models");
        getChildren().add(sentence(TwoModels.sentence(compared.shared())));
        ScrollPane scroll = new ScrollPane(sites(compared));
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(HIGHEST);
        scroll.getStyleClass().add("dialog-scroll");
        getChildren().add(scroll);
        if (!compared.tasks().isEmpty()) getChildren().add(tasks(compared));
        compared.unread().forEach(why -> getChildren().add(sentence(why)));
    }

    private static GridPane sites(TwoModels compared) {
        GridPane grid = grid(
                "compare-sites",
                "",
                text("compare.firstNodes"),
                text("compare.secondNodes"),
                text("compare.firstEdges"),
                text("compare.secondEdges"));
        for (TwoModels.AtSite site : compared.sites()) {
            row(
                    grid,
                    site.site().name(),
                    count(site.leftNodes()),
                    count(site.rightNodes()),
                    count(site.leftEdges()),
                    count(site.rightEdges()));
        }
        row(
                grid,
                text("compare.all"),
                count(compared.sites().stream()
                        .mapToInt(TwoModels.AtSite::leftNodes)
                        .sum()),
                count(compared.sites().stream()
                        .mapToInt(TwoModels.AtSite::rightNodes)
                        .sum()),
                count(compared.sites().stream()
                        .mapToInt(TwoModels.AtSite::leftEdges)
                        .sum()),
                count(compared.sites().stream()
                        .mapToInt(TwoModels.AtSite::rightEdges)
                        .sum()));
        return grid;
    }

    private static GridPane tasks(TwoModels compared) {
        GridPane grid = grid(
                "compare-tasks",
                text("compare.lossOn"),
                text("compare.pairs"),
                text("compare.firstModel"),
                text("compare.firstCircuit"),
                text("compare.secondModel"),
                text("compare.secondCircuit"),
                text("compare.sameAnswers"));
        for (TwoModels.OnTask on : compared.tasks()) {
            row(
                    grid,
                    on.task(),
                    text("compare.pairsOf", on.pairs(), on.of()),
                    nats(on.leftModel()),
                    nats(on.leftCircuit()),
                    nats(on.rightModel()),
                    nats(on.rightCircuit()),
                    text("dossier.percent", "%.0f".formatted(100 * on.sameAnswers())));
        }
        return grid;
    }

    private static GridPane grid(String id, String... headings) {
        GridPane grid = new GridPane(22, 3);
        grid.setId(id);
        for (int i = 0; i < headings.length; i++) grid.add(CompareWindow.styled(headings[i], "muted"), i, 0);
        return grid;
    }

    private static void row(GridPane grid, String name, String... cells) {
        int row = grid.getRowCount();
        grid.add(CompareWindow.styled(name, "plain"), 0, row);
        for (int i = 0; i < cells.length; i++) grid.add(CompareWindow.styled(cells[i], "strong"), i + 1, row);
    }

    private static String count(int number) {
        return Integer.toString(number);
    }

    private static String nats(double loss) {
        return "%.3f".formatted(loss);
    }

    static Label sentence(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("plain");
        return label;
    }
}
