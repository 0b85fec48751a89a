package org.circuitexplorer.app.prune;

import static org.assertj.core.api.Assertions.assertThat;

import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.prune.PruneResult;
import org.junit.jupiter.api.Test;

final class SearchRehearsalTest extends StudyOfTheSample {
    private final CancelToken cancel = new CancelToken();

    @Test
    void itGoesThroughAllStagesOfASearchAndLeavesTheTaskAsItIs() {
        TaskEntry entry = study.entry().orElseThrow();
        CircuitDocument shown = entry.circuit().orElseThrow();
        PruneResult result =
                SearchRehearsal.search(entry, shown.means(entry.model().nodes()), cancel);
        assertThat(result.complete()).isTrue();
        assertThat(result.targetReached()).isTrue();
        assertThat(result.effort().kicks()).isGreaterThanOrEqualTo(4);
        assertThat(entry.circuit()).containsSame(shown);
        assertThat(entry.others()).noneMatch(other -> other.circuit().equals(result.circuit()));
    }

    @Test
    void itEndsWhenItIsAskedTo() {
        TaskEntry entry = study.entry().orElseThrow();
        cancel.cancel();
        PruneResult result = SearchRehearsal.search(
                entry, entry.circuit().orElseThrow().means(entry.model().nodes()), cancel);
        assertThat(result.complete()).isFalse();
        assertThat(result.circuit().size()).isEqualTo(entry.model().nodes().size());
    }
}
