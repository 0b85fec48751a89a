package org.circuitexplorer.app.inspector;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Connection;
import org.circuitexplorer.app.workspace.Connections;
import org.circuitexplorer.app.workspace.Study;

/// A node at one token: its value, what it reads to get it, and what it writes.
final class ConnectionsPane extends VBox {
    private static final List<String> ORDINALS = List.of("FIRST", "SECOND");
    private final Study study;
    private final Label title = Texts.section("");
    private final Label value = Texts.styled("", "strong");
    private final VBox reads = new VBox(1);
    private final VBox writes = new VBox(1);

    ConnectionsPane(Study study) {
        super(6);
        this.study = study;
        title.setId("value-title");
        value.setId("node-value");
        HBox head = new HBox(8, title, value);
        head.setAlignment(Pos.BASELINE_LEFT);
        GridPane columns = new GridPane(18, 3);
        columns.addRow(0, Texts.section("READS"), Texts.section("WRITES"));
        columns.addRow(1, reads, writes);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            columns.getColumnConstraints().add(half);
        }
        getChildren().addAll(head, columns);
    }

    void show(Optional<InspectorModel.Here> here) {
        title.setText(here.map(ConnectionsPane::heading).orElse("VALUE"));
        value.setText(here.map(h -> "%+.3f".formatted(h.value())).orElse("–"));
        Optional<Connections> connections = here.map(InspectorModel.Here::connections);
        reads.getChildren().setAll(rows(connections.map(Connections::reads).orElse(List.of())));
        writes.getChildren().setAll(rows(connections.map(Connections::writes).orElse(List.of())));
    }

    private static String heading(InspectorModel.Here here) {
        return "VALUE AT " + here.token() + " · " + ORDINALS.get(here.place().prompt()) + " PROMPT";
    }

    private List<Node> rows(List<Connection> connections) {
        return connections.stream().map(this::row).toList();
    }

    private Node row(Connection connection) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label figure = Texts.styled(
                Double.isNaN(connection.contribution()) ? "" : "%+.2f".formatted(connection.contribution()),
                connection.contribution() < 0 ? "negative" : "positive",
                "strong",
                "small");
        figure.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(6, end(connection), space, figure);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node end(Connection connection) {
        if (connection.node().isEmpty()) {
            Label plain = Texts.styled(connection.text(), "muted", "mono", "small");
            plain.setMinWidth(0);
            return plain;
        }
        Hyperlink link = new Hyperlink(connection.text());
        link.getStyleClass().setAll("link", "mono", "small");
        link.setMinWidth(0);
        link.setOnAction(e -> connection.node().ifPresent(study::select));
        link.setTooltip(new Tooltip(
                connection.weight() == 0 ? "residual stream" : "weight %+.3f".formatted(connection.weight())));
        return link;
    }
}
