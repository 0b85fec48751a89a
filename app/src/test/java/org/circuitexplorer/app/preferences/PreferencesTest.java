package org.circuitexplorer.app.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
    @TempDir
    private Path folder;

    private final Queue<Runnable> background = new ArrayDeque<>();

    @AutoClose
    private final BackgroundJobs jobs = new BackgroundJobs(background::add, Runnable::run, failure -> {});

    @Test
    void settingsAreWrittenInTheBackground() {
        Preferences preferences = open();
        preferences.setDark(false);
        assertThat(open().dark()).isTrue();
        background.remove().run();
        assertThat(open().dark()).isFalse();
    }

    @Test
    void closingWritesWhatTheBackgroundHasNotComeTo() {
        Preferences preferences = open();
        preferences.setDark(false);
        preferences.setDevice("cuda");
        preferences.close();
        assertThat(open().dark()).isFalse();
        assertThat(open().device()).isEqualTo("cuda");
        while (!background.isEmpty()) background.remove().run();
        assertThat(open().device()).isEqualTo("cuda");
    }

    private Preferences open() {
        return new Preferences(folder, jobs.latest("settings"));
    }
}
