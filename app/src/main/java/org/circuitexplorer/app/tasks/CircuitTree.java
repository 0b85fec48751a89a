package org.circuitexplorer.app.tasks;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.text.LabelStyles;
import org.jspecify.annotations.Nullable;

/// The circuit under study as a tree: sublayers, their nodes, the effect of each.
public final class CircuitTree extends TreeView<CircuitRow> {
    private static final double ROW = 22;
    private static final int ABOVE = 3;
    private final Study study;
    private final Set<String> collapsed = new HashSet<>();
    private Subscription circuitChanges = Subscription.EMPTY;
    private boolean following;

    public CircuitTree(Study study) {
        this.study = study;
        setId("circuit");
        setAccessibleText(text("tree.accessible"));
        getStyleClass().add("circuit-tree");
        setFixedCellSize(ROW);
        setShowRoot(false);
        setRoot(new TreeItem<>());
        setCellFactory(tree -> new RowCell());
        study.entryProperty().subscribe(entry -> {
            circuitChanges.unsubscribe();
            collapsed.clear();
            circuitChanges = entry.map(e -> e.circuitProperty().subscribe((before, now) -> fill()))
                    .orElse(Subscription.EMPTY);
            fill();
        });
        study.ablationsProperty().subscribe((before, now) -> fill());
        study.selectionProperty().subscribe((before, now) -> follow());
        getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null && !following) choose(item.getValue());
        });
    }

    /// A group that a person made is selected as a whole.
    private void choose(CircuitRow row) {
        row.node().ifPresent(study::select);
        if (row.isNamedGroup()) {
            study.selection()
                    .choose(row.children().stream()
                            .flatMap(child -> child.node().stream())
                            .toList());
        }
    }

    private void fill() {
        List<CircuitRow> rows = study.entry()
                .flatMap(e -> e.circuit().map(c -> rows(e, c.circuit())))
                .orElse(List.of());
        following = true;
        boolean same = show(getRoot(), rows);
        following = false;
        if (!same) follow();
    }

    private List<CircuitRow> rows(TaskEntry entry, Circuit circuit) {
        return CircuitRow.of(circuit, study.ablations(), entry.model().config(), entry.tokens());
    }

    /// Rows about the same things keep their items, so that nothing moves when only figures change.
    ///
    /// @return whether all items were kept
    private boolean show(TreeItem<CircuitRow> parent, List<CircuitRow> rows) {
        List<String> before =
                parent.getChildren().stream().map(i -> i.getValue().key()).toList();
        if (!before.equals(rows.stream().map(CircuitRow::key).toList())) {
            parent.getChildren().setAll(rows.stream().map(this::item).toList());
            return false;
        }
        boolean same = true;
        for (int i = 0; i < rows.size(); i++) {
            RowItem item = (RowItem) parent.getChildren().get(i);
            if (rows.get(i).equals(item.now.get())) continue;
            item.now.set(rows.get(i));
            same &= show(item, rows.get(i).children());
        }
        return same;
    }

    private TreeItem<CircuitRow> item(CircuitRow row) {
        TreeItem<CircuitRow> item = new RowItem(row);
        item.getChildren().setAll(row.children().stream().map(this::item).toList());
        item.setExpanded(!collapsed.contains(row.key()));
        item.expandedProperty().subscribe(expanded -> {
            if (expanded) collapsed.remove(row.key());
            else collapsed.add(row.key());
        });
        return item;
    }

    private void follow() {
        following = true;
        Optional<NodeId> selected = study.selectionProperty().get();
        Optional<TreeItem<CircuitRow>> item = selected.flatMap(n -> find(getRoot(), n));
        if (item.isEmpty()) getSelectionModel().clearSelection();
        item.ifPresent(this::reveal);
        following = false;
    }

    private static Optional<TreeItem<CircuitRow>> find(TreeItem<CircuitRow> item, NodeId node) {
        if (item.getValue() != null && item.getValue().node().equals(Optional.of(node))) return Optional.of(item);
        // The groups stand first; a node is looked for in its sublayer.
        return item.getChildren().reversed().stream()
                .flatMap(child -> find(child, node).stream())
                .findFirst();
    }

    private void reveal(TreeItem<CircuitRow> item) {
        for (TreeItem<CircuitRow> at = item.getParent(); at != null; at = at.getParent()) at.setExpanded(true);
        getSelectionModel().select(item);
        int row = getRow(item);
        if (!seen(row)) scrollTo(Math.max(0, row - ABOVE));
    }

    private boolean seen(int row) {
        return lookupAll(".tree-cell").stream()
                .filter(TreeCell.class::isInstance)
                .map(c -> (TreeCell<?>) c)
                .anyMatch(c -> c.getIndex() == row && c.getBoundsInParent().getMaxY() <= getHeight());
    }

    /// A row that may say other things than at first: an item whose value changes makes a tree fill all of its cells.
    private static final class RowItem extends TreeItem<CircuitRow> {
        private final ObjectProperty<CircuitRow> now;

        RowItem(CircuitRow row) {
            super(row);
            now = new SimpleObjectProperty<>(row);
        }
    }

    private static final class RowCell extends TreeCell<CircuitRow> {
        private static final double LONGEST = 62;
        private final Label name = new Label();
        private final Label figure = new Label();
        private final Rectangle bar = new Rectangle(0, 2);
        private final StackPane row;
        private Subscription changes = Subscription.EMPTY;

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
            // A tree's cells are as wide as their text wants; here the figures stand at the right edge.
            setPrefWidth(1);
        }

        /// Another item takes the place of one with an equal row, too: the one before is no longer in the tree.
        @Override
        protected boolean isItemChanged(@Nullable CircuitRow before, @Nullable CircuitRow after) {
            return !Objects.equals(getTreeItem(), getTreeView().getTreeItem(getIndex()));
        }

        @Override
        protected void updateItem(@Nullable CircuitRow item, boolean empty) {
            super.updateItem(item, empty);
            changes.unsubscribe();
            changes = Subscription.EMPTY;
            if (empty || item == null || !(getTreeItem() instanceof RowItem shown)) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            changes = shown.now.subscribe(this::show);
            setGraphic(row);
        }

        private void show(CircuitRow item) {
            boolean group = item.node().isEmpty();
            name.setText(item.text());
            name.setGraphic(item.colour().isEmpty() ? null : new Circle(4, Color.web(item.colour())));
            figure.setText(item.figure());
            bar.setWidth(Math.rint(item.share() * LONGEST));
            LabelStyles.dress(name, group ? "strong" : item.ablated() ? "struck" : "plain");
            LabelStyles.dress(figure, "small", group ? "strong" : "muted");
            bar.setVisible(!item.ablated());
            setAccessibleText(item.text() + ", " + item.figure());
        }
    }
}
