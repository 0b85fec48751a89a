package org.circuitexplorer.app.job;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.circuitexplorer.engine.job.CancelToken;
import org.jspecify.annotations.Nullable;

/// A named computation that is running or about to. The properties belong to the window's thread.
public final class Job {
    private record Progress(String stage, long done, long total, boolean isLast) {}

    private final String name;
    private final CancelToken token = new CancelToken();
    private final AtomicReference<@Nullable Progress> latest = new AtomicReference<>();
    private final ReadOnlyStringWrapper stage = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);

    Job(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /// The current stage in a few words.
    public ReadOnlyStringProperty stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /// Share of the current stage that is done, 0 to 1; negative when unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Asks the job to stop; it ends soon after, keeping what its body keeps. Its stage says so until then, or what the
    /// body still does with what it has.
    public void cancel() {
        token.cancel();
        stage.set(text("job.ending"));
        progress.set(-1);
    }

    /// Holds the job up, or lets it go on.
    public void setPaused(boolean wait) {
        if (wait) token.pause();
        else token.resume();
        paused.set(wait);
    }

    public ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    public boolean isCancelled() {
        return token.isCancelled();
    }

    CancelToken token() {
        return token;
    }

    /// Called on the computing thread: only the newest snapshot is kept.
    JobProgress listener() {
        return new JobProgress() {
            @Override
            public void at(String what, long done, long total) {
                latest.set(new Progress(what, done, total, false));
            }

            @Override
            public void last(String what, long done, long total) {
                latest.set(new Progress(what, done, total, true));
            }
        };
    }

    /// Shows the newest snapshot; called on the window's thread.
    void showProgress() {
        Progress now = latest.get();
        if (now == null) return;
        // How long another step takes until it ends is not known.
        if (isCancelled() && !now.isLast) return;
        stage.set(now.stage);
        progress.set(now.total <= 0 ? -1 : Math.clamp((double) now.done / now.total, 0, 1));
    }
}
