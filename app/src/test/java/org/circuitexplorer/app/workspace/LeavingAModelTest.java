package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.circuitexplorer.app.dossier.ValidationModel;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs about a model end when another one is opened. Here a job runs when the test says so.
final class LeavingAModelTest extends StudyOfTheSample {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final BackgroundJobs jobs = new BackgroundJobs(waiting::add, Runnable::run, FAILURES::add);

    @Test
    void jobsAboutAModelEndWithIt(@TempDir Path cache) {
        Workspace own = new Workspace(jobs, workers(), cache, SAMPLES.all());
        own.open(SAMPLES.all().getFirst());
        while (own.statistics().isEmpty()) waiting.remove().run();
        Study left = own.study();
        TaskEntry task = left.entry().orElseThrow();
        left.rules().say(left.circuit().orElseThrow().circuit().nodeSet().first(), "print");
        new Budget(left, own.ofModel()).find();
        new ValidationModel(own, task, new IdentityHashMap<>(), ValidationSettings.DEFAULT).start(false);
        List<Job> about = List.copyOf(jobs.running());
        assertThat(about)
                .extracting(Job::name)
                .hasSize(4)
                .anyMatch(name -> name.startsWith("Measuring"))
                .anyMatch(name -> name.startsWith("Validating"));

        own.open(SAMPLES.all().getLast());
        assertThat(about).noneMatch(Job::isCancelled);
        waiting.removeLast().run();

        assertThat(own.model().orElseThrow().loaded().directory())
                .isEqualTo(SAMPLES.all().getLast());
        assertThat(about).allMatch(Job::isCancelled);
        while (!waiting.isEmpty()) waiting.remove().run();
        assertThat(jobs.running()).isEmpty();
        assertThat(task.modelReportProperty().get()).isEmpty();
        assertThat(FAILURES).isEmpty();
    }

    @Test
    void whatIsShownFirstIsDrawnUpBeforeItsModelIsThere(@TempDir Path cache) {
        Workspace own = new Workspace(jobs, workers(), cache, SAMPLES.all());
        List<Integer> drawn = new ArrayList<>();
        own.setBeforeShown(picture -> {
            assertThat(own.model()).isEmpty();
            drawn.add(picture.nodes().size());
        });
        own.open(SAMPLES.all().getFirst());
        waiting.remove().run();
        assertThat(drawn)
                .containsExactly(
                        own.study().entry().orElseThrow().picture().nodes().size());
        assertThat(own.study().entry().orElseThrow().isCircuitChanged()).isFalse();
        assertThat(FAILURES).isEmpty();
    }
}
