package org.circuitexplorer.app.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The present version of something, those before it, and those that were undone.
///
/// @param <T> a version; immutable
public final class History<T> {
    private final ReadOnlyObjectWrapper<T> current;
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final Deque<T> past = new ArrayDeque<>();
    private final Deque<T> future = new ArrayDeque<>();
    private boolean sliding;

    public History(T first) {
        this.current = new ReadOnlyObjectWrapper<>(first);
    }

    public ReadOnlyObjectProperty<T> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public T current() {
        return current.get();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    /// Goes on to another version; one that is equal leaves no trace.
    public void change(T next) {
        sliding = false;
        if (next.equals(current())) return;
        past.push(current());
        future.clear();
        show(next);
    }

    /// Puts another version in the place of the present one, which cannot be brought back: what was computed of it, not
    /// what a person did.
    public void amend(T next) {
        current.set(next);
    }

    /// Goes on to another version by a movement of which only the end counts: versions on the way are not kept.
    public void slide(T next) {
        if (next.equals(current())) return;
        if (!sliding) past.push(current());
        sliding = true;
        future.clear();
        show(next);
    }

    /// Ends a movement: the next one is kept apart.
    public void endSlide() {
        sliding = false;
    }

    /// Whether a movement is under way.
    public boolean isSliding() {
        return sliding;
    }

    public void undo() {
        sliding = false;
        if (past.isEmpty()) return;
        future.push(current());
        show(past.pop());
    }

    public void redo() {
        sliding = false;
        if (future.isEmpty()) return;
        past.push(current());
        show(future.pop());
    }

    /// All versions, to be brought back later.
    ///
    /// @param past those before, the latest first
    /// @param future those that were undone, the next first
    public record Memory<T>(List<T> past, T current, List<T> future) {
        public Memory {
            past = List.copyOf(past);
            future = List.copyOf(future);
        }
    }

    public Memory<T> memory() {
        return new Memory<>(List.copyOf(past), current(), List.copyOf(future));
    }

    /// Shows what was there when the memory was made, with all that can be undone and redone from there.
    public void bringBack(Memory<T> memory) {
        past.clear();
        past.addAll(memory.past());
        future.clear();
        future.addAll(memory.future());
        show(memory.current());
    }

    /// Begins anew and forgets everything before.
    public void restart(T first) {
        sliding = false;
        past.clear();
        future.clear();
        show(first);
    }

    private void show(T version) {
        canUndo.set(!past.isEmpty());
        canRedo.set(!future.isEmpty());
        current.set(version);
    }
}
