package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneCommandTest {
    /// Few, because every test searches anew.
    private static final int PAIRS = 4;

    @TempDir
    private Path folder = Path.of("");

    private Path corpus = Path.of("");

    @BeforeEach
    void copyModel() throws IOException {
        corpus = SampleCopy.in(folder)
                .withTask("lambda_func", PAIRS)
                .withTask("var_swap", 12)
                .corpus();
    }

    private Path out() {
        return folder.resolve("found.circuit.json");
    }

    @Test
    void settingsThatDoNotExistOrCannotBeAreRefused() {
        CommandRun unknown = CommandRun.of("prune", folder, "--task", "lambda_func", "--set", "kick=1", "--out", out());
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--set kick: expected one of [aim, attribution,");
        CommandRun wrong = CommandRun.of("prune", folder, "--task", "lambda_func", "--set", "aim=2", "--out", out());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--set aim: expected a value from 0.01 to 1.0, found 2.0");
    }

    @Test
    void aCircuitIsFoundMeasuredAndWritten() throws IOException, ModelFormatException {
        CommandRun run = CommandRun.of(
                "prune",
                folder,
                "--task",
                "lambda_func",
                "--corpus",
                corpus,
                "--seed",
                3,
                "--set",
                "kicks=40",
                "--json",
                "--out",
                out());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode json = run.json();
        LoadedModel model = ModelLoader.load(folder, ProgressListener.NONE, new CancelToken());
        CircuitDocument document = CircuitFile.read(out(), model.transformer());
        assertThat(document.circuit().size())
                .isEqualTo(json.path("nodes").intValue())
                .isBetween(1, 200);
        assertThat(document.provenance().settings()).containsEntry("kicks", 40.0);
        assertThat(document.edges()).hasSize(json.path("edges").intValue());
        assertThat(document.losses().keySet()).containsExactly("test", "train");
        assertThat(json.path("train").path("circuit").doubleValue()).isLessThanOrEqualTo(0.15);
        assertThat(json.path("target_reached").booleanValue()).isTrue();
        assertThat(document.used().orElseThrow().edges())
                .hasSize(json.path("used_edges").intValue());
        assertThat(json.path("test").path("circuit_calibrated").isNumber()).isTrue();
        assertThat(document.provenance().seed()).isEqualTo(3);
        assertThat(document.circuit().nodes().values())
                .allMatch((NodeInfo info) -> info.effect().isPresent());
    }

    @Test
    void theCalibratedLossIsAimedAtWhereThatIsAskedFor() throws IOException, ModelFormatException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Path text = SampleCopy.in(model).withTask("lambda_func", 16).corpus();
        CommandRun run = CommandRun.of(
                "prune",
                model,
                "--task",
                "lambda_func",
                "--corpus",
                text,
                "--calibrated",
                "--untied",
                "--set",
                "kicks=5",
                "--json",
                "--out",
                out());
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().path("train").path("circuit_calibrated").doubleValue())
                .isLessThanOrEqualTo(0.15);
        assertThat(run.json().path("train").path("circuit").doubleValue()).isGreaterThan(0.15);
        assertThat(CircuitFile.read(out()).provenance().settings())
                .containsEntry("calibrated", 1.0)
                .containsEntry("tied", 0.0);
        CommandRun edges = CommandRun.of("edges", model, out(), "--json");
        assertThat(edges.exitCode()).isZero();
        assertThat(edges.json().path("used_edges").intValue())
                .isEqualTo(run.json().path("used_edges").intValue());
    }

    @Test
    void aLimitOfNodesIsKeptAndTheMissedTargetSaid() throws IOException {
        CommandRun run = CommandRun.of(
                "prune",
                folder,
                "--task",
                "lambda_func",
                "--corpus",
                corpus,
                "--max-nodes",
                8,
                "--json",
                "--out",
                out());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("no circuit was found that meets a loss of 0.150")
                .hasLineCount(1);
        assertThat(run.json().path("nodes").intValue()).isBetween(1, 8);
    }

    @Test
    void meansBesideTheModelAreUsedAndNamed() throws IOException {
        Path means = folder.resolve("mean_baseline_pretrain.pt");
        Files.copy(CommandRun.SAMPLE.resolve(means.getFileName()), means);
        CommandRun run = CommandRun.of("prune", folder, "--task", "lambda_func", "--out", out());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("means are read from " + means).hasLineCount(1);
        assertThat(folder).isDirectoryNotContaining("glob:**/statistics-*");
    }

    @Test
    void aTaskTheModelCannotDoIsNotPruned() throws IOException {
        CommandRun run = CommandRun.of("prune", folder, "--task", "var_swap", "--corpus", corpus, "--out", out());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("cannot do var_swap: loss");
        CommandRun json =
                CommandRun.of("prune", folder, "--task", "var_swap", "--corpus", corpus, "--json", "--out", out());
        assertThat(json.json().path("learned").booleanValue()).isFalse();
        assertThat(out()).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**/statistics-*");
    }

    @Test
    void whatCannotBePrunedIsRefusedInOneSentence() {
        assertRefused("there is no task x, expected one of lambda_func, var_swap", "--task", "x", "--out", out());
        assertRefused(".circuit.json", "--task", "lambda_func", "--out", folder.resolve("x.json"));
        assertRefused("no such folder", "--task", "lambda_func", "--out", folder.resolve("no/x.circuit.json"));
        assertRefused("say with --corpus", "--task", "lambda_func", "--out", out());
        assertRefused("targetLoss", "--task", "lambda_func", "--target-loss", -1, "--out", out());
        assertRefused(
                "--device: expected one of cpu, nd4j, nd4j-cuda, cuda, auto, found gpu",
                "--task",
                "lambda_func",
                "--device",
                "gpu",
                "--out",
                out());
        assertRefused("--task", "--out", out());
    }

    private void assertRefused(String sentence, Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "prune";
        all[1] = folder;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        CommandRun run = CommandRun.of(all);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }
}
