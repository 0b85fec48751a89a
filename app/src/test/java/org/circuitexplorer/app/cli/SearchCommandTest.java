package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSearchGoesOnAfterTheTrialsOfAnEarlierRun() throws Exception {
        Path corpus = SampleCopy.in(folder).withTask("lambda_func", 4).corpus();
        Path out = folder.resolve("best.circuit.json");
        Path journal = folder.resolve("best.circuit.json.search.json");
        CommandRun first = search(corpus, out, 1, 0);
        assertThat(first.exitCode()).isZero();
        assertThat(first.json().get("trials")).hasSize(1);
        String before = Files.readString(journal);

        CommandRun again = search(corpus, out, 2, 0);
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("going on after trial 0 of " + journal);
        JsonNode trials = again.json().get("trials");
        assertThat(trials).hasSize(2);
        assertThat(trials.get(0)).isEqualTo(first.json().get("trials").get(0));
        assertThat(Files.readString(journal)).isNotEqualTo(before);
        JsonNode best = trials.get(again.json().get("best").intValue());
        CircuitDocument document = CircuitFile.read(out);
        assertThat(document.circuit().size()).isEqualTo(best.get("nodes").intValue());
        assertThat(document.edges()).hasSize(best.get("edges").intValue());
        assertThat(document.provenance().seed()).isEqualTo(best.get("seed").longValue());

        CommandRun other = search(corpus, out, 2, 7);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("seed: expected 7").hasLineCount(1);
    }

    private CommandRun search(Path corpus, Path out, int trials, long seed) {
        return CommandRun.of(
                "search",
                folder,
                "--task",
                "lambda_func",
                "--corpus",
                corpus,
                "--trials",
                trials,
                "--seed",
                seed,
                "--json",
                "--out",
                out);
    }
}
