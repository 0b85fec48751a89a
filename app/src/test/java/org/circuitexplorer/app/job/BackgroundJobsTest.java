package org.circuitexplorer.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackgroundJobsTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Deque<Runnable> window = new ArrayDeque<>();
    private final List<Failure> failures = new ArrayList<>();
    private final BackgroundJobs jobs = new BackgroundJobs(background::add, window::add, failures::add);
    private final List<String> heard = new ArrayList<>();

    @Test
    void aJobThatWasAskedToStopSaysSoUntilItHas() {
        Job job = jobs.start(
                "long",
                (progress, cancel) -> {
                    progress.at("a step", 1, 2);
                    return "done";
                },
                heard::add);
        job.cancel();
        String ending = job.stageProperty().get();
        assertThat(ending).startsWith("ending");
        background.remove().run();
        jobs.showProgress();
        assertThat(job.stageProperty().get()).isEqualTo(ending);
        // How long the end takes is not known.
        assertThat(job.progressProperty().get()).isNegative();
    }

    @Test
    void aJobThatWasAskedToStopSaysWhatItStillDoes() {
        Job job = jobs.start(
                "long",
                (progress, cancel) -> {
                    progress.last("measuring", 1, 2);
                    return "done";
                },
                heard::add);
        job.cancel();
        background.remove().run();
        jobs.showProgress();
        assertThat(job.stageProperty().get()).isEqualTo("measuring");
        assertThat(job.progressProperty().get()).isEqualTo(0.5);
    }

    @Test
    void anAnswerUnderWayWhenTheWindowClosesStartsNothingMore() {
        jobs.start("first", (progress, cancel) -> "first", answer -> {
            heard.add(answer);
            jobs.start("second", (p, c) -> "second", heard::add);
        });
        LatestRequest request = jobs.latest("asking");
        request.submit((progress, cancel) -> "asked", heard::add);
        background.remove().run();
        jobs.close();
        while (!window.isEmpty()) window.remove().run();
        jobs.start("third", (progress, cancel) -> "third", heard::add);
        request.submit((progress, cancel) -> "asked again", heard::add);

        assertThat(heard).isEmpty();
        assertThat(failures).isEmpty();
        assertThat(background).hasSize(1);
    }
}
