package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final Path DATA = CommandRun.FIXTURES.resolve("viz/viz_data.pt");
    private static final Path MODEL = CommandRun.FIXTURES.resolve("a_csp2");

    @TempDir
    private Path folder = Path.of("");

    private Path out() {
        return folder.resolve("imported.circuit.json");
    }

    @Test
    void aPublishedCircuitIsWrittenAndItsNumbersAreReproduced() throws Exception {
        CommandRun run = CommandRun.of("import", DATA, "--model", MODEL, "--out", out(), "--json");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().path("answers").path(0).toString()).isEqualTo("[91,44]");
        assertThat(run.json().path("reproduction").size()).isGreaterThan(90);
        for (JsonNode row : run.json().path("reproduction")) {
            assertThat(row.path("largest_difference").doubleValue()).isLessThan(1e-4);
        }
        assertThat(CircuitFile.read(out()).circuit().size())
                .isEqualTo(run.json().path("nodes").intValue())
                .isEqualTo(77);
    }

    @Test
    void theTableNamesFieldAndPlace() {
        CommandRun run = CommandRun.of("import", DATA, "--model", MODEL, "--out", out(), "--task", "mine");

        assertThat(run.out())
                .contains("ch_interv_losses", "1.mlp.post_act to 1.mlp.resid_delta", ": mine, 77 nodes, 38 edges")
                .contains("answers: the tokens with which both stored losses come out, 91 and 44");
    }

    @Test
    void whatCannotBeImportedIsRefusedInOneSentence() throws Exception {
        assertRefused(
                "b_csp1/viz", "viz_data.pt: circuit_data.", DATA, "--model", CommandRun.FIXTURES.resolve("b_csp1"));
        assertRefused("ids", "expected ids from 0 to 127, found 500", DATA, "--model", MODEL, "--answers", "1,500");
        assertRefused("answers", "expected two token ids, found 1", DATA, "--model", MODEL, "--answers", "1");
        Path alone = folder.resolve("viz_data.pt");
        Files.copy(DATA, alone);
        assertRefused("means", "say with --means where the mean activations are", alone, "--model", MODEL);
        Path checkpoint = CommandRun.FIXTURES.resolve("bad/good/final_model.pt");
        assertRefused("data", "the key \"circuit_data\" is missing", checkpoint, "--model", MODEL, "--means", DATA);
        assertThat(out()).doesNotExist();
    }

    private void assertRefused(String what, String sentence, Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "import";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--out";
        all[arguments.length + 2] = out();
        CommandRun run = CommandRun.of(all);
        assertThat(run.exitCode()).as(what).isEqualTo(2);
        assertThat(run.err()).as(what).contains(sentence).hasLineCount(1);
    }
}
