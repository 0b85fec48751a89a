package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.junit.jupiter.api.Test;

final class AblationHistoryTest {
    private static final NodeId NEURON = new NodeId(new Site(0, SiteKind.MLP_NEURON), 7);
    private static final NodeId VALUE = new NodeId(new Site(1, SiteKind.ATTN_V), 3);
    private final AblationHistory history = new AblationHistory();

    @Test
    void undoAndRedoWalkThroughEveryState() {
        history.apply(new AblationCommand.Ablate(Set.of(NEURON), new Ablation.Mean()));
        history.apply(new AblationCommand.Ablate(Set.of(VALUE), new Ablation.Value(2)));
        Ablations both = history.current();
        history.apply(new AblationCommand.Reset());

        history.undo();
        assertThat(history.current()).isEqualTo(both);
        history.undo();
        assertThat(history.current().byNode()).containsOnlyKeys(NEURON);
        history.redo();
        assertThat(history.current()).isEqualTo(both);
    }

    @Test
    void aNewCommandForgetsWhatWasUndone() {
        history.apply(new AblationCommand.Ablate(Set.of(NEURON), new Ablation.Mean()));
        history.undo();
        history.apply(new AblationCommand.Ablate(Set.of(VALUE), new Ablation.Zero()));

        assertThat(history.canRedoProperty().get()).isFalse();
        history.redo();
        assertThat(history.current().byNode()).containsOnlyKeys(VALUE);
    }

    @Test
    void aCommandThatChangesNothingLeavesNoTrace() {
        history.apply(new AblationCommand.Activate(Set.of(NEURON)));
        assertThat(history.canUndoProperty().get()).isFalse();
    }
}
