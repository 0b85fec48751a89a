package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.circuitexplorer.app.picture.NodeColour;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;

/// The group and the colour of the selected nodes. A name that is typed is kept on Enter, and when the field is left.
final class GroupPane extends HBox {
    private static final double SWATCH = 5;
    private final Study study;
    private final TextField name = NotesPane.field("node-group", text("inspector.group"));
    private List<NodeId> editing = List.of();
    private String shownColour = "";
    private String shownName = "";

    GroupPane(Study study) {
        super(2);
        this.study = study;
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(name, Priority.ALWAYS);
        getChildren().add(name);
        for (NodeColour colour : NodeColour.values()) getChildren().add(swatch(colour));
        name.setOnAction(e -> keep());
        name.focusedProperty().subscribe(focused -> {
            if (!focused) keep();
        });
    }

    /// A second press takes the colour away.
    private ToggleButton swatch(NodeColour colour) {
        String word = colour.name().toLowerCase(Locale.ROOT);
        ToggleButton button = new ToggleButton("", new Circle(SWATCH, Color.web(colour.web())));
        button.setId("colour-" + word);
        button.getStyleClass().setAll("toggle-button", "swatch");
        button.setTooltip(new Tooltip(text("inspector.colour.hint", colour.word())));
        button.setAccessibleText(colour.word());
        button.setUserData(colour.web());
        button.setOnAction(e ->
                study.groups().colour(study.selection().nodes(), colour.web().equals(shownColour) ? "" : colour.web()));
        return button;
    }

    void show(InspectorModel.Shown shown) {
        List<NodeId> nodes = study.selection().nodes();
        boolean other = !nodes.equals(editing);
        if (other) keep();
        editing = nodes;
        shownColour = shown.info().colour();
        if (other || !shown.info().group().equals(shownName))
            name.setText(shown.info().group());
        shownName = shown.info().group();
        setDisable(!shown.inCircuit());
        getChildren().stream()
                .filter(ToggleButton.class::isInstance)
                .map(ToggleButton.class::cast)
                .forEach(button -> button.setSelected(shownColour.equals(button.getUserData())));
    }

    private void keep() {
        Optional.of(name.getText().strip())
                .filter(text -> !editing.isEmpty() && !text.equals(shownName))
                .ifPresent(text -> {
                    shownName = text;
                    study.groups().assign(editing, text);
                });
    }
}
