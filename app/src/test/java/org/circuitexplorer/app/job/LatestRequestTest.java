package org.circuitexplorer.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatestRequestTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Deque<Runnable> window = new ArrayDeque<>();
    private final List<Failure> failures = new ArrayList<>();
    private final BackgroundJobs jobs = new BackgroundJobs(background::add, window::add, failures::add);
    private final List<String> heard = new ArrayList<>();

    @Test
    void onlyTheLatestOfManyQuestionsIsAnswered() {
        LatestRequest request = jobs.latest("asking");
        request.submit((progress, cancel) -> "first", heard::add);
        request.submit((progress, cancel) -> "second", heard::add);
        request.submit((progress, cancel) -> "third", heard::add);

        runAll();

        assertThat(heard).containsExactly("third");
    }

    @Test
    void aQuestionAskedWhileAnAnswerIsUnderWayMakesItStale() {
        LatestRequest request = jobs.latest("asking");
        request.submit((progress, cancel) -> "first", heard::add);
        background.remove().run();
        request.submit((progress, cancel) -> "second", heard::add);

        runAll();

        assertThat(heard).containsExactly("second");
    }

    @Test
    void theOneBeingComputedIsAskedToStop() {
        LatestRequest request = jobs.latest("asking");
        request.submit(
                (progress, cancel) -> {
                    request.submit((p, c) -> "second", heard::add);
                    cancel.throwIfCancelled();
                    return "first";
                },
                heard::add);

        runAll();

        assertThat(heard).containsExactly("second");
        assertThat(failures).isEmpty();
    }

    @Test
    void aQuestionThatIsTakenBackBeforeItsTurnIsLetGo() {
        LatestRequest request = jobs.latest("asking");
        request.submit((progress, cancel) -> "first", heard::add);
        WeakReference<Object> subject = askAbout(new Object(), request);
        request.cancel();

        runAll();

        for (int i = 0; i < 50 && !subject.refersTo(null); i++) System.gc();
        assertThat(subject.refersTo(null)).isTrue();
        assertThat(heard).isEmpty();
    }

    private WeakReference<Object> askAbout(Object subject, LatestRequest request) {
        request.submit((progress, cancel) -> subject.toString(), heard::add);
        return new WeakReference<>(subject);
    }

    @Test
    void anErrorReachesTheHandlerAndTheNextQuestionIsAnswered() {
        LatestRequest request = jobs.latest("asking");
        request.<String>submit(
                (progress, cancel) -> {
                    throw new IllegalStateException("no answer");
                },
                heard::add);
        runAll();
        request.submit((progress, cancel) -> "second", heard::add);
        runAll();

        assertThat(failures).singleElement().satisfies(f -> assertThat(f.what()).contains("asking", "no answer"));
        assertThat(heard).containsExactly("second");
    }

    @Test
    void aCancelledJobThatKeepsItsBestAnswersAndLeavesTheList() {
        Job job = jobs.start("searching", (progress, cancel) -> cancel.isCancelled() ? "best" : "all", heard::add);
        assertThat(jobs.running()).containsExactly(job);
        job.cancel();

        runAll();

        assertThat(heard).containsExactly("best");
        assertThat(jobs.running()).isEmpty();
    }

    @Test
    void aPausedJobSaysSoAndGoesOn() {
        Job job = jobs.start("searching", (progress, cancel) -> cancel.isPaused() ? "paused" : "going", heard::add);
        job.setPaused(true);
        assertThat(job.pausedProperty().get()).isTrue();
        job.setPaused(false);

        runAll();

        assertThat(job.pausedProperty().get()).isFalse();
        assertThat(heard).containsExactly("going");
    }

    private void runAll() {
        while (!background.isEmpty() || !window.isEmpty()) {
            if (background.isEmpty()) window.remove().run();
            else background.remove().run();
        }
    }
}
