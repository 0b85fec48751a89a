package org.circuitexplorer.app.workbench;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;

/// What was tried, one line each; lines in which circuit and model choose differently stand out.
final class TrialTable extends TableView<Trial> {
    private static final double ROW = 30;
    private static final double HEIGHT = 220;
    private static final double AROUND = 60;
    private static final PseudoClass UNFAITHFUL = PseudoClass.getPseudoClass("unfaithful");

    TrialTable(ObservableList<Trial> trials) {
        super(trials);
        setId("trials");
        setPrefHeight(HEIGHT);
        setFixedCellSize(ROW);
        setAccessibleText(text("workbench.trials"));
        Label none = new Label(text("workbench.none"));
        none.setWrapText(true);
        none.setPadding(new Insets(0, AROUND, 0, AROUND));
        none.getStyleClass().add("muted");
        setPlaceholder(none);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column(text("workbench.number"), 34, trial -> Integer.toString(trials.indexOf(trial) + 1));
        column(text("workbench.change"), 150, trial -> trial.change().isEmpty() ? "–" : trial.change());
        column(text("workbench.model"), 92, trial -> words(trial.model()));
        column(text("workbench.circuit"), 92, trial -> words(trial.circuit()));
        column(text("workbench.now"), 92, trial -> words(trial.now()));
        column(
                text("workbench.alike"),
                60,
                trial -> trial.isFaithful() ? text("workbench.alike.yes") : text("workbench.alike.no"));
        column(
                text("workbench.guessed"),
                74,
                trial -> trial.guesses() == 0 ? "–" : text("workbench.ofGuesses", trial.met(), trial.guesses()));
        column(text("workbench.prompts"), 300, trial -> oneLine(trial.pair().positiveText()));
        setRowFactory(table -> new TableRow<>() {
            @Override
            protected void updateItem(Trial trial, boolean empty) {
                super.updateItem(trial, empty);
                pseudoClassStateChanged(UNFAITHFUL, !empty && trial != null && !trial.isFaithful());
            }
        });
    }

    private void column(String title, double width, Function<Trial, String> text) {
        TableColumn<Trial, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        getColumns().add(column);
    }

    private static String words(Trial.Shares shares) {
        return "%.2f · %.2f".formatted(shares.first(), shares.second());
    }

    private static String oneLine(String text) {
        return text.replace("\n", " ⏎ ");
    }
}
