package org.circuitexplorer.app.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is ablated now, what was before, and what was undone.
public final class AblationHistory {
    private final ReadOnlyObjectWrapper<Ablations> current = new ReadOnlyObjectWrapper<>(Ablations.NONE);
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final Deque<Ablations> past = new ArrayDeque<>();
    private final Deque<Ablations> future = new ArrayDeque<>();

    public ReadOnlyObjectProperty<Ablations> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public Ablations current() {
        return current.get();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    /// Applies a command; one that changes nothing leaves no trace.
    public void apply(AblationCommand command) {
        Ablations after = command.apply(current());
        if (after.equals(current())) return;
        past.push(current());
        future.clear();
        show(after);
    }

    public void undo() {
        if (past.isEmpty()) return;
        future.push(current());
        show(past.pop());
    }

    public void redo() {
        if (future.isEmpty()) return;
        past.push(current());
        show(future.pop());
    }

    /// Forgets everything, for another circuit.
    public void clear() {
        past.clear();
        future.clear();
        show(Ablations.NONE);
    }

    private void show(Ablations ablations) {
        canUndo.set(!past.isEmpty());
        canRedo.set(!future.isEmpty());
        current.set(ablations);
    }
}
