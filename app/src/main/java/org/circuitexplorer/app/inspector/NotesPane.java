package org.circuitexplorer.app.inspector;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.circuitexplorer.engine.model.NodeId;

/// A node's full name, and the name and note that a person gives it, and all nodes that are selected with it. What is
/// typed is kept on Enter, and when the field is left.
final class NotesPane extends VBox {
    private final InspectorModel model;
    private final Label title = Texts.styled("", "inspector-title");
    private final Label others = Texts.styled("", "muted", "small");
    private final TextField name = field("node-label", text("inspector.name"));
    private final TextField note = field("node-note", text("inspector.note"));
    private List<NodeId> editing = List.of();
    private String shownName = "";
    private String shownNote = "";

    NotesPane(InspectorModel model) {
        super(2);
        this.model = model;
        title.setId("node-title");
        title.setWrapText(true);
        others.setId("node-others");
        others.managedProperty().bind(others.visibleProperty());
        getChildren().addAll(title, others, name, note);
        name.setOnAction(e -> keep());
        note.setOnAction(e -> keep());
        name.focusedProperty().subscribe(this::keepWhenLeft);
        note.focusedProperty().subscribe(this::keepWhenLeft);
    }

    void show(InspectorModel.Shown shown) {
        List<NodeId> nodes = model.selected();
        boolean other = !nodes.equals(editing);
        if (other) keep();
        editing = nodes;
        title.setText(shown.title());
        others.setText(nodes.size() == 2 ? text("inspector.other") : text("inspector.others", nodes.size() - 1));
        others.setVisible(nodes.size() > 1);
        if (other || !shown.info().label().equals(shownName))
            name.setText(shown.info().label());
        if (other || !shown.info().note().equals(shownNote))
            note.setText(shown.info().note());
        shownName = shown.info().label();
        shownNote = shown.info().note();
        name.setDisable(!shown.inCircuit());
        note.setDisable(!shown.inCircuit());
    }

    private void keepWhenLeft(boolean focused) {
        if (!focused) keep();
    }

    /// Only what was typed is taken: nodes that are selected together keep names and notes of their own until then.
    private void keep() {
        Optional<String> newName = changed(name, shownName);
        Optional<String> newNote = changed(note, shownNote);
        shownName = name.getText().strip();
        shownNote = note.getText().strip();
        model.note(editing, newName, newNote);
    }

    private static Optional<String> changed(TextField field, String shown) {
        return Optional.of(field.getText().strip()).filter(text -> !text.equals(shown.strip()));
    }

    static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.getStyleClass().add("note-field");
        return field;
    }
}
