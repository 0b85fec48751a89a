package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.EdgeDetail;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.token.HeatToken;

/// An edge: where its weight stands, what it carries at every token of the prompts, and a switch.
final class EdgePane extends VBox {
    private final Study study;
    private final ObservableValue<Theme> theme;
    private final Hyperlink source = end();
    private final Hyperlink target = end();
    private final Label place = Texts.styled("", "muted", "small", "mono");
    private final ToggleButton off = new ToggleButton(text("edge.ablate"));
    private final Label weight = Texts.styled("", "figure");
    private final Label loss = Texts.styled("", "figure");
    private final Label mean = Texts.styled("", "figure");
    private final VBox prompts = new VBox(6);
    private final Label around = Texts.styled("", "strong");
    private final ConnectionsPane connections;

    EdgePane(Study study, ObservableValue<Theme> theme) {
        super(8);
        this.study = study;
        this.theme = theme;
        this.connections = new ConnectionsPane(study);
        setId("edge");
        place.setWrapText(true);
        off.setId("ablate-edge");
        off.getStyleClass().setAll("button", "quiet-button", "switch");
        off.setTooltip(new Tooltip(text("edge.ablate.hint")));
        off.setOnAction(e -> study.selection().edge().ifPresent(study.switches()::toggle));
        weight.setId("edge-weight");
        loss.setId("edge-loss");
        HBox figures = new HBox(
                22,
                Texts.captioned(text("edge.weight"), weight),
                Texts.captioned(text("inspector.loss"), loss),
                Texts.captioned(text("edge.mean"), mean));
        getChildren()
                .addAll(
                        Texts.styled(text("edge"), "inspector-title"),
                        new VBox(2, source, Texts.styled(text("edge.into"), "muted", "small"), target),
                        place,
                        off,
                        figures,
                        Texts.section(text("edge.products")),
                        prompts,
                        around,
                        connections);
        study.selection().edgeProperty().subscribe((before, now) -> show());
        study.edgeDetailProperty().subscribe((before, now) -> show());
        study.stateProperty().subscribe((before, now) -> show());
        theme.subscribe(t -> show());
    }

    private Hyperlink end() {
        Hyperlink link = new Hyperlink();
        link.getStyleClass().setAll("link", "strong");
        return link;
    }

    private void show() {
        Optional<EdgeId> edge = study.selection().edge();
        if (edge.isEmpty() || study.entry().isEmpty()) return;
        NodeNames names = new NodeNames(study.entry().get().model().config());
        show(source, edge.get().source(), names);
        show(target, edge.get().target(), names);
        off.setSelected(study.ablations().contains(edge.get()));
        off.setText(off.isSelected() ? text("edge.activate") : text("edge.ablate"));
        Optional<EdgeDetail> detail =
                study.edgeDetailProperty().get().filter(d -> d.edge().equals(edge.get()));
        weight.setText(detail.map(d -> "%+.3f".formatted(d.weight().weight())).orElse("–"));
        loss.setText(detail.map(d -> Texts.signed(d.lossRise())).orElse("–"));
        mean.setText(detail.map(d -> "%+.3f".formatted(d.sourceMean())).orElse("–"));
        place.setText(detail.map(EdgeDetail::weight)
                .map(w -> w.parameter() + " [" + w.row() + ", " + w.column() + "]")
                .orElse(""));
        showTarget(edge.get().target(), names);
        prompts.getChildren().clear();
        detail.ifPresent(this::showCarried);
    }

    private void show(Hyperlink link, NodeId node, NodeNames names) {
        link.setText(names.full(node));
        link.setOnAction(e -> study.select(node));
    }

    /// The edge's share stands among all that its target reads.
    private void showTarget(NodeId node, NodeNames names) {
        around.setText(names.full(node));
        connections.show(
                node,
                study.stateProperty()
                        .get()
                        .map(s -> InspectorModel.Here.of(
                                study.entry().orElseThrow(),
                                node,
                                s,
                                study.prompts().place(node, s))));
    }

    private void showCarried(EdgeDetail detail) {
        Optional<CircuitState> state = study.stateProperty().get();
        if (state.isEmpty() || study.entry().isEmpty()) return;
        OpenModel model = study.entry().get().model();
        boolean ablated = state.get().ablations().contains(detail.edge());
        for (int prompt = 0; prompt < state.get().now().sequences(); prompt++) {
            int[] tokens = state.get().prompts().sequences().get(prompt);
            float[] carried = state.get().now().carried(detail.weight(), prompt);
            List<HeatToken> heat = new ArrayList<>();
            for (int t = 0; t < tokens.length; t++) {
                float seen = ablated ? detail.sourceMean() : carried[t];
                heat.add(new HeatToken(model.rawText(tokens[t]), detail.weight().weight() * seen));
            }
            prompts.getChildren().add(new ExampleBox(heat, -1, theme.getValue()));
        }
    }
}
