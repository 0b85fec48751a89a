package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of the public viewer opened in the window, with every job at once on the calling thread.
class PublishedCircuitsTest {
    private static final Path FIXTURES = Path.of(
                    Objects.requireNonNull(System.getProperty("sample.models")),
                    "../engine/src/test/resources/fixtures")
            .normalize();
    private static final Path DATA = FIXTURES.resolve("viz/viz_data.pt");

    private final List<Failure> failures = new ArrayList<>();
    private final Workers workers = Workers.forThisMachine();

    @TempDir
    private Path cache = Path.of("");

    private final Workspace workspace =
            new Workspace(new BackgroundJobs(Runnable::run, Runnable::run, failures::add), workers, cache, List.of());

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void itBecomesATaskOfTheOpenModel() {
        workspace.open(FIXTURES.resolve("a_csp2"));
        assertThat(workspace.tasks()).isEmpty();

        workspace.open(DATA);

        assertThat(failures).isEmpty();
        TaskEntry entry = workspace.study().entry().orElseThrow();
        CircuitDocument document = entry.circuit().orElseThrow();
        assertThat(workspace.tasks()).containsExactly(entry);
        assertThat(document.circuit().size()).isEqualTo(77);
        assertThat(entry.task().test()).hasSize(6).allMatch(p -> p.positiveAnswer() == 91 && p.negativeAnswer() == 44);
        NodeId node = document.circuit().nodeSet().first();
        assertThat(document.published().orElseThrow().samples().get(node)).isNotEmpty();
    }

    @Test
    void itsNumbersAreComputedAgain() {
        workspace.open(FIXTURES.resolve("a_csp2"));
        workspace.open(DATA);

        Notice notice = workspace.noticeProperty().get().orElseThrow();
        assertThat(notice.sentence())
                .matches("[\\d,]+ stored numbers were computed again: activations differ by at most "
                        + "\\d\\.\\de-0[5-9], losses by \\d\\.\\de-0[6-9] nats, weights not at all\\.");
        assertThat(notice.offer())
                .isInstanceOfSatisfying(
                        Notice.Details.class,
                        details -> assertThat(details.lines())
                                .anyMatch(line -> line.startsWith("samples "))
                                .anyMatch(line -> line.startsWith("interv_loss ")));
    }

    @Test
    void meansThatLieElsewhereAreAskedFor() throws Exception {
        Path alone = Files.copy(DATA, cache.resolve("viz_data.pt"));
        workspace.open(FIXTURES.resolve("a_csp2"));

        workspace.open(alone);

        Notice notice = workspace.noticeProperty().get().orElseThrow();
        assertThat(notice.sentence()).contains("needs the mean activations", "mean_baseline_pretrain.pt");
        assertThat(notice.offer()).isEqualTo(new Notice.ChooseMeans(alone));
        assertThat(workspace.tasks()).isEmpty();

        workspace.open(alone, Optional.of(FIXTURES.resolve("viz/mean_baseline_pretrain.pt")));

        assertThat(failures).isEmpty();
        assertThat(workspace.study().circuit()).isPresent();
    }

    @Test
    void theModelAboveItIsOpened() throws Exception {
        Path model = Files.createDirectories(cache.resolve("a_csp2"));
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(FIXTURES.resolve("a_csp2").resolve(name), model.resolve(name));
        }
        Path folder = Files.createDirectories(model.resolve("viz/quotes/77"));
        for (String name : List.of("viz_data.pt", "mean_baseline_pretrain.pt")) {
            Files.copy(FIXTURES.resolve("viz").resolve(name), folder.resolve(name));
        }

        workspace.open(folder.resolve("viz_data.pt"));

        assertThat(failures).isEmpty();
        assertThat(workspace.model().orElseThrow().loaded().directory()).isEqualTo(model);
        assertThat(workspace.study().entry().orElseThrow().name()).isEqualTo("quotes");
    }

    @Test
    void withoutItsModelItIsRefusedAndNothingChanges() {
        workspace.open(DATA);

        assertThat(failures).singleElement().asString().contains("expected the circuit's model to be open");
        assertThat(workspace.model()).isEmpty();
    }

    @Test
    void aCheckpointIsStillAModel() throws Exception {
        Path folder = Files.createDirectories(cache.resolve("model"));
        for (String name : List.of("final_model.pt", "beeg_config.json")) {
            Files.copy(FIXTURES.resolve("bad/good").resolve(name), folder.resolve(name));
        }

        workspace.open(folder.resolve("final_model.pt"));

        assertThat(failures).isEmpty();
        assertThat(workspace.model()).isPresent();
    }
}
