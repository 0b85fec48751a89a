package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Connection;
import org.circuitexplorer.app.workspace.Connections;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.text.LabelStyles;

/// A node at one token: its value, what it reads to get it, and what it writes.
final class ConnectionsPane extends VBox {

    private static final int FIRST = 30;
    private final Study study;
    private final Label title = Texts.section("");
    private final Label value = Texts.styled("", "strong");
    private final Label edges = Texts.styled("", "muted", "small");
    private final VBox reads = new VBox(1);
    private final VBox writes = new VBox(1);
    private final Label steps = Texts.styled("", "muted", "small");
    private final Label check = Texts.styled("", "small");
    private Optional<NodeId> shownNode = Optional.empty();
    private Optional<InspectorModel.Here> last = Optional.empty();
    private int most = FIRST;

    ConnectionsPane(Study study) {
        super(6);
        this.study = study;
        title.setId("value-title");
        value.setId("node-value");
        HBox head = new HBox(8, title, value);
        head.setAlignment(Pos.BASELINE_LEFT);
        GridPane columns = new GridPane(18, 3);
        edges.setId("edges-used");
        edges.setMinWidth(USE_PREF_SIZE);
        Label written = Texts.section(text("inspector.writes"));
        written.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        columns.addRow(0, Texts.section(text("inspector.reads")), new HBox(written, space, edges));
        columns.addRow(1, reads, writes);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            columns.getColumnConstraints().add(half);
        }
        steps.setId("sum-steps");
        steps.setWrapText(true);
        check.setId("sum-check");
        check.setWrapText(true);
        getChildren().addAll(head, columns, new VBox(2, steps, check));
    }

    /// A node's connections; those of another node begin with the first of them.
    void show(NodeId node, Optional<InspectorModel.Here> here) {
        if (!Optional.of(node).equals(shownNode)) most = FIRST;
        shownNode = Optional.of(node);
        show(here);
    }

    private void show(Optional<InspectorModel.Here> here) {
        last = here;
        title.setText(here.map(ConnectionsPane::heading).orElse(text("inspector.value")));
        value.setText(here.map(h -> "%+.3f".formatted(h.value())).orElse("–"));
        Optional<Connections> connections = here.map(InspectorModel.Here::connections);
        edges.setText(
                connections.map(c -> text("inspector.edges", c.used(), c.all())).orElse(""));
        steps.setText(connections.map(SumWords::steps).orElse(""));
        check.setText(connections.map(SumWords::check).orElse(""));
        boolean wrong = connections.map(SumWords::isWrong).orElse(false);
        LabelStyles.dress(check, "small", wrong ? "positive" : "muted");
        fill(reads, connections.map(Connections::reads).orElse(List.of()));
        fill(writes, connections.map(Connections::writes).orElse(List.of()));
    }

    private static String heading(InspectorModel.Here here) {
        return here.place().prompt() == 0
                ? text("inspector.value.first", here.token())
                : text("inspector.value.second", here.token());
    }

    private void fill(VBox column, List<Connection> connections) {
        int shown = Math.min(connections.size(), most);
        ConnectionRow.fill(column, connections.subList(0, shown), study);
        if (shown < connections.size()) column.getChildren().add(more(connections.size() - shown));
    }

    private Hyperlink more(int hidden) {
        Hyperlink more = new Hyperlink(text("inspector.more", hidden));
        more.getStyleClass().setAll("link", "small");
        more.setOnAction(e -> {
            most = Integer.MAX_VALUE;
            show(last);
        });
        return more;
    }
}
