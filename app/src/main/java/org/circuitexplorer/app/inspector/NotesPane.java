package org.circuitexplorer.app.inspector;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.circuitexplorer.engine.model.NodeId;

/// A node's full name, and the name and note that a person gives it. What is typed is kept on Enter, and when the
/// field is left.
final class NotesPane extends VBox {
    private final InspectorModel model;
    private final Label title = Texts.styled("", "inspector-title");
    private final TextField name = field("node-label", "add a name");
    private final TextField note = field("node-note", "add a note");
    private Optional<NodeId> editing = Optional.empty();

    NotesPane(InspectorModel model) {
        super(2);
        this.model = model;
        title.setId("node-title");
        title.setWrapText(true);
        getChildren().addAll(title, name, note);
        name.setOnAction(e -> keep());
        note.setOnAction(e -> keep());
        name.focusedProperty().subscribe(this::keepWhenLeft);
        note.focusedProperty().subscribe(this::keepWhenLeft);
    }

    void show(InspectorModel.Shown shown) {
        title.setText(shown.title());
        boolean other = !Optional.of(shown.node()).equals(editing);
        if (other) keep();
        editing = Optional.of(shown.node());
        if (other || !name.isFocused()) name.setText(shown.info().label());
        if (other || !note.isFocused()) note.setText(shown.info().note());
        name.setDisable(!shown.inCircuit());
        note.setDisable(!shown.inCircuit());
    }

    private void keepWhenLeft(boolean focused) {
        if (!focused) keep();
    }

    private void keep() {
        Optional<NodeId> node = editing;
        String newName = name.getText();
        String newNote = note.getText();
        node.ifPresent(n -> {
            model.setLabel(n, newName);
            model.setNote(n, newNote);
        });
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
