package org.circuitexplorer.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StallWatchTest {
    /// An executor that answers the first question at once, and the second only when the watch has given up waiting.
    @Test
    void aLateAnswerIsReportedAndAPromptOneIsNot() throws Exception {
        List<Runnable> questions = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch told = new CountDownLatch(1);
        List<StallWatch.Stall> stalls = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch asked = new CountDownLatch(2);
        StallWatch watch = new StallWatch(
                question -> {
                    questions.add(question);
                    if (questions.size() == 1) question.run();
                    asked.countDown();
                },
                Duration.ofMillis(20),
                stall -> {
                    stalls.add(stall);
                    told.countDown();
                });
        Thread watching = Thread.ofPlatform().daemon().start(watch::run);
        asked.await();
        assertThat(stalls).isEmpty();
        // Blocks until the watch waits for its answer with a limit, and that limit has passed at least once.
        while (watching.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
        long until = System.nanoTime() + Duration.ofMillis(60).toNanos();
        while (System.nanoTime() < until) Thread.onSpinWait();
        questions.get(1).run();
        told.await();
        watch.close();
        assertThat(stalls.getFirst().length()).isGreaterThan(Duration.ofMillis(20));
        assertThat(stalls.getFirst().toString()).startsWith("the window did not answer for ");
    }
}
