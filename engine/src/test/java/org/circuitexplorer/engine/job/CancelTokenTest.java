package org.circuitexplorer.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CancelTokenTest {
    private final CancelToken token = new CancelToken();

    @Test
    void aPausedComputationWaitsUntilItIsResumed() throws Exception {
        token.pause();
        FutureTask<String> work = waiting();
        assertThat(work.isDone()).isFalse();
        token.resume();
        assertThat(work.get()).isEqualTo("done");
        assertThat(token.isPaused()).isFalse();
    }

    @Test
    void aPausedComputationCanBeCancelled() {
        token.pause();
        FutureTask<String> work = waiting();
        token.cancel();
        assertThatThrownBy(work::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancelledException.class);
        assertThatThrownBy(token::throwIfCancelled).isInstanceOf(CancelledException.class);
    }

    /// A computation that has come to where it polls, and waits there.
    private FutureTask<String> waiting() {
        Callable<String> body = () -> {
            token.throwIfCancelled();
            return "done";
        };
        FutureTask<String> work = new FutureTask<>(body);
        Thread thread = Thread.ofPlatform().daemon().start(work);
        while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
        return work;
    }
}
