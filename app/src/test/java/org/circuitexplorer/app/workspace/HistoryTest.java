package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HistoryTest {
    private final History<String> history = new History<>("first");

    @Test
    void undoAndRedoWalkThroughEveryVersion() {
        history.change("second");
        history.change("third");

        history.undo();
        assertThat(history.current()).isEqualTo("second");
        history.undo();
        assertThat(history.current()).isEqualTo("first");
        assertThat(history.canUndoProperty().get()).isFalse();
        history.redo();
        history.redo();
        assertThat(history.current()).isEqualTo("third");
        assertThat(history.canRedoProperty().get()).isFalse();
    }

    @Test
    void aNewVersionForgetsWhatWasUndone() {
        history.change("second");
        history.undo();
        history.change("other");

        assertThat(history.canRedoProperty().get()).isFalse();
        history.redo();
        assertThat(history.current()).isEqualTo("other");
    }

    @Test
    void anEqualVersionLeavesNoTrace() {
        history.change("first");
        assertThat(history.canUndoProperty().get()).isFalse();
    }

    @Test
    void aRestartForgetsWhatWasBefore() {
        history.change("second");
        history.restart("anew");
        history.undo();
        assertThat(history.current()).isEqualTo("anew");
    }
}
