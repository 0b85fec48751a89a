package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Circuits that lie in a model's folder, elsewhere, or nowhere.
final class OpenCircuitTest extends StudyOfTheSample {
    @Test
    void anUnreadableCircuitFileIsNamedAndLeftOut(@TempDir Path folder) throws IOException {
        Path sample = SAMPLES.first().orElseThrow();
        for (String name : List.of("config.json", "model.safetensors", "encoder.json", "vocab.bpe")) {
            Files.copy(sample.resolve(name), folder.resolve(name));
        }
        for (String file : List.of("tasks/single_double_quote.json", "circuits/single_double_quote.circuit.json")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(sample.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("circuits/broken.circuit.json"), "{");
        Workspace opened = workspace(List.of());
        opened.open(folder);

        assertThat(FAILURES).isEmpty();
        assertThat(opened.study().circuit()).isPresent();
        Notice notice = opened.noticeProperty().get().orElseThrow();
        assertThat(notice.sentence()).startsWith("One circuit was left out: ").contains("broken");
        opened.dismissNotice();
        assertThat(opened.noticeProperty().get()).isEmpty();
    }

    @Test
    void theFolderOfTasksMeansItsModel() {
        Path sample = SAMPLES.first().orElseThrow();
        for (String part : List.of("tasks", "circuits")) {
            Workspace opened = workspace(List.of());
            opened.open(sample.resolve(part));
            assertThat(opened.model().orElseThrow().loaded().directory()).isEqualTo(sample);
        }
        assertThat(FAILURES).isEmpty();
    }

    @Test
    void aCircuitFromElsewhereFindsTheSampleItBelongsTo(@TempDir Path elsewhere) throws IOException {
        Path sample = SAMPLES.first().orElseThrow();
        Path circuit = elsewhere.resolve("mine.circuit.json");
        Files.copy(sample.resolve("circuits/bracket_brace.circuit.json"), circuit);
        Workspace opened = workspace(SAMPLES.all());
        opened.open(circuit);

        assertThat(FAILURES).isEmpty();
        assertThat(opened.model().orElseThrow().loaded().directory()).isEqualTo(sample);
        assertThat(opened.study().entry().orElseThrow().name()).isEqualTo("bracket_brace");
    }

    @Test
    void aCircuitWhoseModelIsNowhereIsRefusedInASentence(@TempDir Path elsewhere) throws IOException {
        Path circuit = elsewhere.resolve("mine.circuit.json");
        Files.copy(SAMPLES.first().orElseThrow().resolve("circuits/bracket_brace.circuit.json"), circuit);
        Workspace opened = workspace(List.of());
        opened.open(circuit);

        assertThat(opened.model()).isEmpty();
        assertThat(FAILURES).hasSize(1);
        assertThat(FAILURES.getFirst().what()).contains("mine.circuit.json").contains("tinypython-3L");
    }
}
