package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.junit.jupiter.api.Test;

final class RehearsalTest extends StudyOfTheSample {
    private final CancelToken cancel = new CancelToken();

    @Test
    void whatIsShownStaysAsItIs() {
        TaskEntry shown = study.entry().orElseThrow();
        CircuitDocument circuit = shown.circuit().orElseThrow();
        var before = study.stateProperty().get();
        List<Study> watched = new ArrayList<>();
        int runs = study.runs().runs().size();
        Rehearsal.layOut(cancel);
        Rehearsal.study(
                shown,
                circuit,
                own -> {
                    watched.add(own);
                    return new Pane();
                },
                cancel);
        assertThat(watched).singleElement().isNotSameAs(study);
        assertThat(shown.circuit()).containsSame(circuit);
        assertThat(shown.isCircuitChanged()).isFalse();
        assertThat(study.stateProperty().get()).isSameAs(before);
        assertThat(study.runs().runs()).hasSize(runs);
        assertThat(study.history().canUndoProperty().get()).isFalse();
        assertThat(FAILURES).isEmpty();
    }

    @Test
    void itEndsWhenItIsAskedTo() {
        TaskEntry shown = study.entry().orElseThrow();
        cancel.cancel();
        assertThatThrownBy(() -> Rehearsal.layOut(cancel)).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> Rehearsal.study(shown, shown.circuit().orElseThrow(), own -> new Pane(), cancel))
                .isInstanceOf(CancelledException.class);
    }
}
