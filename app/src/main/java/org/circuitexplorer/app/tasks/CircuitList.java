package org.circuitexplorer.app.tasks;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.circuitexplorer.app.workspace.Study;
import org.jspecify.annotations.Nullable;

/// The nodes of the circuit under study, grouped by sublayer, with their effects.
public final class CircuitList extends ListView<CircuitRow> {
    private static final double ROW = 22;
    private final Study study;
    private Subscription circuitChanges = Subscription.EMPTY;
    private boolean following;

    public CircuitList(Study study) {
        this.study = study;
        setId("circuit");
        setAccessibleText("Nodes of the circuit");
        getStyleClass().add("circuit-list");
        setFixedCellSize(ROW);
        setCellFactory(list -> new RowCell());
        study.entryProperty().subscribe(entry -> {
            circuitChanges.unsubscribe();
            circuitChanges =
                    entry.map(e -> e.circuitProperty().subscribe(this::fill)).orElse(Subscription.EMPTY);
            fill();
        });
        study.ablations().currentProperty().subscribe(this::fill);
        study.selectionProperty().subscribe(this::follow);
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !following) row.node().ifPresent(study::select);
        });
    }

    private void fill() {
        List<CircuitRow> rows = study.circuit()
                .map(c -> CircuitRow.of(
                        c.circuit(),
                        study.ablations().current(),
                        study.entry().orElseThrow().model().config()))
                .orElse(List.of());
        following = true;
        getItems().setAll(rows);
        following = false;
        follow();
    }

    private void follow() {
        following = true;
        getSelectionModel().clearSelection();
        study.selectionProperty().get().ifPresent(node -> {
            for (int i = 0; i < getItems().size(); i++) {
                if (getItems().get(i).node().equals(study.selectionProperty().get())) reveal(i);
            }
        });
        following = false;
    }

    private void reveal(int row) {
        getSelectionModel().select(row);
        boolean seen = lookupAll(".list-cell").stream()
                .filter(ListCell.class::isInstance)
                .map(c -> (ListCell<?>) c)
                .anyMatch(c -> c.getIndex() == row && c.getBoundsInParent().getMaxY() <= getHeight());
        if (!seen) scrollTo(Math.max(0, row - 3));
    }

    private static final class RowCell extends ListCell<CircuitRow> {
        private static final double LONGEST = 62;
        private final Label name = new Label();
        private final Label figure = new Label();
        private final Rectangle bar = new Rectangle(0, 2);
        private final StackPane row;

        RowCell() {
            bar.getStyleClass().add("effect-bar");
            name.setMinWidth(0);
            figure.setMinWidth(Region.USE_PREF_SIZE);
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox texts = new HBox(6, name, space, figure);
            texts.setAlignment(Pos.CENTER_LEFT);
            row = new StackPane(texts, bar);
            StackPane.setAlignment(bar, Pos.BOTTOM_LEFT);
        }

        @Override
        protected void updateItem(@Nullable CircuitRow item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            boolean group = item.node().isEmpty();
            name.setText(item.text());
            figure.setText(item.figure());
            bar.setWidth(Math.rint(item.share() * LONGEST));
            name.getStyleClass().setAll("label", group ? "strong" : item.ablated() ? "struck" : "plain");
            figure.getStyleClass().setAll("label", "small", group ? "strong" : "muted");
            row.setStyle(group ? "" : "-fx-padding: 0 0 0 16px;");
            row.setOpacity(1);
            bar.setVisible(!item.ablated());
            setGraphic(row);
            setAccessibleText(item.text() + ", " + item.figure());
        }
    }
}
