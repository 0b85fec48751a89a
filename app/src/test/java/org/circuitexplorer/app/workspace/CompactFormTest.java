package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The offer to save a model in compact form, with every job on the calling thread, at once or when it is asked to run.
final class CompactFormTest {
    private static final Duration QUICK = Duration.ofMillis(1999);
    private static final Duration SLOW = Duration.ofMillis(2400);
    private static final Path SAMPLE =
            SampleModels.find().flatMap(SampleModels::first).orElseThrow();

    private final List<Failure> failures = new ArrayList<>();
    private final Workers workers = new Workers(1);
    private final Workspace workspace = workspace(new BackgroundJobs(Runnable::run, Runnable::run, failures::add));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Workspace workspace(BackgroundJobs jobs) {
        return new Workspace(jobs, workers, Path.of("target/compact-form-test"), List.of());
    }

    @BeforeEach
    void copyAModel() throws Exception {
        for (String name : List.of("config.json", "model.safetensors", "vocab.bpe", "encoder.json")) {
            Files.copy(SAMPLE.resolve(name), folder.resolve(name));
        }
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void itIsOfferedAfterASlowLoadOfALargeFileOnly() {
        OpenModel model = opened(workspace, folder);

        assertThat(CompactForm.offer(model, QUICK, CompactForm.LARGE)).isEmpty();
        Notice notice = CompactForm.offer(model, SLOW, CompactForm.LARGE).orElseThrow();
        assertThat(notice.sentence()).startsWith("Loading took 2 s.");
        assertThat(notice.offer()).isEqualTo(new Notice.SaveCompact());
        // A small file was slow because the machine was busy: another form would not help.
        assertThat(model.loaded().source().bytes()).isLessThan(CompactForm.LARGE);
        assertThat(CompactForm.offer(model, SLOW, model.loaded().source().bytes()))
                .isEmpty();
    }

    @Test
    void onceSavedItIsPointedAtAndNeverUsedUnasked() {
        Path home = CompactForm.home(opened(workspace, folder));
        workspace.saving().compact(home);
        assertThat(failures).isEmpty();
        Notice saved = workspace.noticeProperty().get().orElseThrow();
        assertThat(saved.sentence()).contains("is written", "% of the size of the original");
        assertThat(saved.offer()).isEqualTo(new Notice.OpenInstead(home));

        OpenModel again = opened(workspace, folder);
        assertThat(again.loaded().weightsFile()).isEqualTo(folder.resolve("model.safetensors"));
        assertThat(CompactForm.offer(again, SLOW, CompactForm.LARGE)
                        .orElseThrow()
                        .offer())
                .isEqualTo(new Notice.OpenInstead(home));

        OpenModel compact = opened(workspace, home);
        assertThat(compact.loaded().sha256()).isEqualTo(again.loaded().sha256());
        assertThat(compact.loaded().tokenizer()).isPresent();
        assertThat(CompactForm.offer(compact, SLOW, CompactForm.LARGE)).isEmpty();
    }

    @Test
    void savingCanBeCancelled() {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        BackgroundJobs jobs = new BackgroundJobs(waiting::add, Runnable::run, failures::add);
        Workspace later = workspace(jobs);
        later.open(folder);
        while (!waiting.isEmpty()) waiting.remove().run();
        Path file = folder.resolve("small.safetensors");

        later.saving().compact(file);
        jobs.running().getFirst().cancel();
        while (!waiting.isEmpty()) waiting.remove().run();

        assertThat(failures).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }

    private static OpenModel opened(Workspace workspace, Path path) {
        workspace.open(path);
        return workspace.model().orElseThrow();
    }
}
