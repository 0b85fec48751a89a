package org.circuitexplorer.app.action;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A field over the window that finds every action by a few of its letters. Arrows choose, Enter does, Escape leaves.
public final class CommandPalette extends StackPane {
    private static final double WIDTH = 620;
    private static final double ROW = 32;
    private static final int ROWS = 12;

    private final Supplier<List<Action>> actions;
    private final Runnable onClosed;
    private final TextField query = new TextField();
    private final ListView<Row> list = new ListView<>();
    private final Label nothing = new Label(text("palette.nothing"));

    private record Row(Action action, FuzzyMatch match) {}

    /// @param actions all there are, asked for whenever the palette opens
    /// @param onClosed gives the focus back
    public CommandPalette(Supplier<List<Action>> actions, Runnable onClosed) {
        this.actions = actions;
        this.onClosed = onClosed;
        query.setId("palette-query");
        query.setPromptText(text("palette.prompt"));
        query.setAccessibleText(text("palette.accessible"));
        query.getStyleClass().add("palette-query");
        query.textProperty().subscribe((before, now) -> search());
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        list.setId("palette-list");
        list.setCellFactory(view -> new Cell());
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY) choose();
        });
        nothing.getStyleClass().add("muted");
        list.setPlaceholder(nothing);
        VBox box = new VBox(query, list);
        box.getStyleClass().add("palette");
        box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        setAlignment(box, Pos.TOP_CENTER);
        getStyleClass().add("palette-layer");
        getChildren().add(box);
        setOnMousePressed(e -> {
            if (e.getTarget() == this) close();
        });
        setVisible(false);
    }

    public void open() {
        setVisible(true);
        query.clear();
        search();
        query.requestFocus();
    }

    public void close() {
        if (!isVisible()) return;
        setVisible(false);
        // Actions hold what they act on.
        list.getItems().clear();
        onClosed.run();
    }

    private void search() {
        List<Row> rows = actions.get().stream()
                .filter(Action::isPossible)
                .flatMap(a -> FuzzyMatch.of(query.getText(), a.name()).map(m -> new Row(a, m)).stream())
                .sorted(Comparator.comparingDouble((Row r) -> -r.match.score()))
                .toList();
        list.getItems().setAll(query.getText().isBlank() ? inOrder() : rows);
        list.setPrefHeight(ROW * Math.clamp(list.getItems().size(), 1, ROWS) + 2);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private List<Row> inOrder() {
        return actions.get().stream()
                .filter(Action::isPossible)
                .map(a -> new Row(a, new FuzzyMatch(List.of(), 0)))
                .toList();
    }

    private void press(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case ENTER -> choose();
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(ROWS - 1);
            case PAGE_UP -> move(1 - ROWS);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size == 0) return;
        int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, size - 1);
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - ROWS + 2));
        query.setAccessibleHelp(list.getItems().get(at).action.name());
    }

    private void choose() {
        Optional<Row> chosen = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        close();
        chosen.ifPresent(row -> row.action.perform());
    }

    /// An action's name with the letters that were found, and its key.
    private static final class Cell extends ListCell<Row> {
        private final TextFlow name = new TextFlow();
        private final Label key = new Label();
        private final HBox box = new HBox(10, name, key);

        Cell() {
            key.getStyleClass().addAll("muted", "small");
            key.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxHeight(Region.USE_PREF_SIZE);
            box.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty ? null : box);
            if (empty) return;
            name.getChildren().setAll(letters(row));
            key.setText(row.action.key());
        }

        private static List<Node> letters(Row row) {
            Set<Integer> found = new HashSet<>(row.match.places());
            String text = row.action.name();
            List<Node> parts = new ArrayList<>();
            int from = 0;
            for (int at = 1; at <= text.length(); at++) {
                if (at < text.length() && found.contains(at) == found.contains(from)) continue;
                Text part = new Text(text.substring(from, at));
                part.getStyleClass().add(found.contains(from) ? "palette-found" : "palette-text");
                parts.add(part);
                from = at;
            }
            return parts;
        }
    }
}
