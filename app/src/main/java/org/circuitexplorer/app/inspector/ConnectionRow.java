package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Connection;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.text.LabelStyles;

/// What a node reads from or writes to one other, and how much; a click turns to that one.
final class ConnectionRow extends HBox {
    /// Less than this reads as 0 with two decimals, which has no sign.
    private static final double LEAST_SEEN = 0.005;

    private final Hyperlink link = new Hyperlink();
    private final Label plain = Texts.styled("", "muted", "mono", "small");
    private final Label figure = Texts.styled("", "strong", "small");
    private String weight = "";
    private Optional<NodeId> node = Optional.empty();

    ConnectionRow(Study study) {
        super(3);
        link.getStyleClass().setAll("link", "mono", "small");
        link.setMinWidth(0);
        // Many rows are made at once, and a tooltip is a window.
        link.setOnMouseEntered(e -> link.setTooltip(new Tooltip(weight)));
        plain.setOnMouseEntered(e -> plain.setTooltip(weight.isEmpty() ? null : new Tooltip(weight)));
        link.setOnAction(e -> node.ifPresent(study::select));
        link.managedProperty().bind(link.visibleProperty());
        plain.setMinWidth(0);
        // What tells nodes apart stands at the end of their names.
        link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        plain.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        plain.managedProperty().bind(plain.visibleProperty());
        figure.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(link, plain, space, figure);
    }

    /// Shows connections one below the other, and nothing else. Rows are used again: making them is what takes time.
    static void fill(VBox column, List<Connection> connections, Study study) {
        List<Node> rows = column.getChildren();
        for (int i = 0; i < connections.size(); i++) {
            if (i == rows.size() || !(rows.get(i) instanceof ConnectionRow)) rows.add(i, new ConnectionRow(study));
            ((ConnectionRow) rows.get(i)).show(connections.get(i));
        }
        if (connections.size() < rows.size())
            rows.subList(connections.size(), rows.size()).clear();
    }

    void show(Connection connection) {
        node = connection.node();
        double contribution = connection.contribution();
        boolean none = Math.abs(contribution) < LEAST_SEEN;
        figure.setText(Double.isNaN(contribution) ? "" : none ? "0.00" : "%+.2f".formatted(contribution));
        String sign = none ? "muted" : contribution < 0 ? "negative" : "positive";
        LabelStyles.dress(figure, sign, "strong", "small");
        link.setVisible(node.isPresent());
        plain.setVisible(node.isEmpty());
        link.setVisited(false);
        link.setText(connection.text());
        plain.setText(connection.text());
        weight = words(connection);
        link.setAccessibleHelp(weight);
        plain.setAccessibleHelp(weight);
    }

    /// How the contribution is made, with the digits to make it again.
    private static String words(Connection connection) {
        if (Double.isNaN(connection.contribution())) return "";
        if (connection.weight() == 0) return connection.node().isPresent() ? text("inspector.residual") : "";
        return text(
                "inspector.product",
                number(connection.weight()),
                number(connection.contribution() / connection.weight()),
                number(connection.contribution()));
    }

    private static String number(double value) {
        return "%+.6g".formatted(value);
    }
}
