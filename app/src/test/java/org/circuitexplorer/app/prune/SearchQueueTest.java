package org.circuitexplorer.app.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.collections.ListChangeListener;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.prune.QueuedSearch.Turn;
import org.circuitexplorer.app.workspace.StudyOfTheSample;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.junit.jupiter.api.Test;

final class SearchQueueTest extends StudyOfTheSample {
    @Test
    void almostTheWholeModelIsNotKept() {
        TaskEntry entry = study.entry().orElseThrow();
        List<CircuitDocument> before = List.copyOf(entry.others());
        ListChangeListener<Job> cancelAtOnce = change -> {
            while (change.next()) change.getAddedSubList().forEach(Job::cancel);
        };
        workspace.jobs().running().addListener(cancelAtOnce);
        QueuedSearch search = new SearchQueue(workspace).add(entry, PruneSettings.DEFAULT);
        workspace.jobs().running().removeListener(cancelAtOnce);
        assertThat(search.turn()).isEqualTo(Turn.ENDED);
        assertThat(search.outcomeProperty().get()).contains("of 4224 nodes", "nothing is kept");
        assertThat(search.found()).isEmpty();
        assertThat(entry.others()).isEqualTo(before);
        assertThat(FAILURES).isEmpty();
    }
}
