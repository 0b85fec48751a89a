package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /// The model has no tasks: tokens and answers are those of the prompts that came with the circuit.
    @Test
    void whatWasImportedIsExportedWithItsPrompts() throws Exception {
        CommandRun.of("import", DATA, "--model", MODEL, "--out", out());
        Path drawn = folder.resolve("imported.svg");
        assertThat(export(drawn).err()).isEmpty();
        assertThat(Files.readString(drawn)).contains(">#91<", ">#44<", ">tokens (10 of 12)<");

        Path report = folder.resolve("imported.html");
        assertThat(export(report).err()).isEmpty();
        assertThat(Files.readString(report))
                .contains("77 nodes and 38 edges, read from a file of the public viewer by", "0.0032", "-0.0127")
                .doesNotContain("-0.0000");

        Path attribution = folder.resolve("imported.attribution.json");
        assertThat(export(attribution).err()).isEmpty();
        JsonNode graph = new ObjectMapper().readTree(attribution.toFile());
        assertThat(graph.get("metadata").get("prompt_tokens").get(0).asText()).isEqualTo("#89");
        assertThat(graph.get("nodes"))
                .filteredOn(n -> n.get("is_target_logit").asBoolean())
                .singleElement()
                .satisfies(n -> assertThat(n.get("feature").asInt()).isEqualTo(91));
        assertThat(graph.get("links")).hasSizeGreaterThan(100);
        for (String end : List.of("csv", "graphml", "gexf", "dot", "pdf", "png")) {
            assertThat(export(folder.resolve("imported." + end)).exitCode()).isZero();
        }
    }

    private CommandRun export(Path to) {
        return CommandRun.of("export", out(), "--model", MODEL, "--to", to);
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
