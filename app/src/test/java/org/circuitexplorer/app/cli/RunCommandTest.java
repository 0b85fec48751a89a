package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.io.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
    private static final Path MODEL = CommandRun.FIXTURES.resolve("a_csp2");
    private static final float LOGITS = 3e-5f;
    private static final float SITES = 1e-4f;

    @TempDir
    private Path folder = Path.of("");

    private Path out() {
        return folder.resolve("out.safetensors");
    }

    private static void assertClose(StoredTensor found, StoredTensor expected, float tolerance)
            throws ModelFormatException {
        assertThat(found.shape()).as(found.name()).isEqualTo(expected.shape());
        assertThat(found.floats()).as(found.name()).containsExactly(expected.floats(), within(tolerance));
    }

    private static StoredTensor tensor(SafetensorsReader reader, String name) {
        return Objects.requireNonNull(reader.tensors().get(name), name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everySiteOfACaseAgreesWithTheReference(int number) throws IOException, ModelFormatException {
        Path expectedFile = MODEL.resolve("expected.safetensors");
        String prefix = "case" + number + ".";
        CommandRun run = CommandRun.of(
                "run", MODEL, "--batch", expectedFile, "--key", prefix + "tokens", "--record", ".*", "--out", out());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        int compared = 0;
        try (SafetensorsReader found = SafetensorsReader.open(out());
                SafetensorsReader expected = SafetensorsReader.open(expectedFile)) {
            for (StoredTensor tensor : found.tensors().values()) {
                StoredTensor wanted = expected.tensors().get(prefix + tensor.name());
                if (wanted == null) continue;
                assertClose(tensor, wanted, tensor.name().equals("logits") ? LOGITS : SITES);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(number == 3 ? 2 : 35);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean_ablation",
                "zero_ablation",
                "mixed_ablation_all_locations",
                "resid_and_y_ablation",
                "keep_only_circuit_0",
                "keep_only_circuit_1",
                "keep_only_circuit_2",
                "scale_0.mlp.post_act",
                "scale_2.attn.v",
                "scale_1.mlp.resid_delta",
                "set_some_positions_0.attn.q",
                "set_some_positions_1.mlp.act_in",
                "set_some_positions_2.attn.resid_delta"
            })
    void operationsAgreeWithTheReference(String name) throws IOException, ModelFormatException {
        Path tensors = MODEL.resolve("interventions.safetensors");
        Path operations = MODEL.resolve("interventions.json");
        CommandRun run = CommandRun.of(
                "run", MODEL, "--ops", operations, "--op-name", name, "--tensors", tensors, "--out", out());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        String json = Files.readString(operations);
        int at = json.indexOf("\"name\": \"" + name + "\"");
        int from = json.indexOf("\"logits\": \"", at) + 11;
        String key = json.substring(from, json.indexOf('"', from));
        try (SafetensorsReader found = SafetensorsReader.open(out());
                SafetensorsReader expected = SafetensorsReader.open(tensors)) {
            assertClose(tensor(found, "logits"), tensor(expected, key), LOGITS);
        }
    }

    @Test
    void channelsAreTakenFromOtherSequencesAndAddedTo() throws IOException, ModelFormatException {
        Path expected = MODEL.resolve("expected.safetensors");
        Path operations = Files.writeString(folder.resolve("ops.json"), """
                {"interventions": [
                  {"name": "taken", "tokens": "case0.tokens", "ops": [
                    {"op": "resample", "location": "0.mlp.post_act", "channels": [3], "tokens": "case0.tokens"},
                    {"op": "add", "location": "1.mlp.resid_delta", "channels": [0, 2], "amount": 0.5}]}]}
                """);
        Path plain = folder.resolve("plain.safetensors");
        assertThat(CommandRun.of(
                                "run",
                                MODEL,
                                "--batch",
                                expected,
                                "--key",
                                "case0.tokens",
                                "--record",
                                ".*",
                                "--out",
                                plain)
                        .exitCode())
                .isZero();
        CommandRun run = CommandRun.of(
                "run",
                MODEL,
                "--ops",
                operations,
                "--op-name",
                "taken",
                "--tensors",
                expected,
                "--record",
                ".*",
                "--out",
                out());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        try (SafetensorsReader found = SafetensorsReader.open(out());
                SafetensorsReader before = SafetensorsReader.open(plain)) {
            // From itself a node takes what it is.
            assertClose(tensor(found, "0.mlp.resid_delta"), tensor(before, "0.mlp.resid_delta"), 1e-6f);
            float[] values = tensor(before, "1.mlp.resid_delta").floats();
            int width = (int) tensor(before, "1.mlp.resid_delta").shape()[2];
            for (int i = 0; i < values.length; i++) if (i % width == 0 || i % width == 2) values[i] += 0.5f;
            assertThat(tensor(found, "1.mlp.resid_delta").floats()).containsExactly(values, within(1e-6f));
            assertThat(tensor(found, "logits").floats())
                    .isNotEqualTo(tensor(before, "logits").floats());
        }
    }

    @Test
    void aTextAndItsTokensGiveTheSame() throws IOException, ModelFormatException {
        Path other = folder.resolve("other.safetensors");
        CommandRun text = CommandRun.of(
                "run",
                CommandRun.SAMPLE,
                "--text",
                "print(\"hi",
                "--record",
                "0\\.attn\\..*",
                "--json",
                "--out",
                out());
        assertThat(text.exitCode()).isZero();
        StringBuilder ids = new StringBuilder();
        text.json()
                .path("tokens")
                .path(0)
                .forEach(id -> ids.append(ids.isEmpty() ? "" : ",").append(id));
        assertThat(text.json().path("recorded")).hasSize(6);
        assertThat(text.json().path("next").path(0)).hasSize(5);
        assertThat(CommandRun.of("run", CommandRun.SAMPLE, "--tokens", ids, "--out", other)
                        .exitCode())
                .isZero();
        try (SafetensorsReader one = SafetensorsReader.open(out());
                SafetensorsReader two = SafetensorsReader.open(other)) {
            assertThat(one.tensors()).hasSize(7);
            assertThat(two.tensors()).hasSize(1);
            assertClose(tensor(one, "logits"), tensor(two, "logits"), 0f);
        }
    }

    @Test
    void theLikeliestNextTokensArePrinted() {
        CommandRun run = CommandRun.of("run", CommandRun.SAMPLE, "--tokens", "1023,712,390", "--out", out());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("likeliest next").contains("wrote " + out());
    }

    private void assertRefused(String sentence, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).hasLineCount(1);
        assertThat(out()).doesNotExist();
    }

    @Test
    void whatCannotBeRunIsRefusedInOneSentence() {
        Path sample = CommandRun.SAMPLE;
        assertRefused("token 1024 is not in the vocabulary", "run", sample, "--tokens", "1,1024", "--out", out());
        assertRefused("token -1 is not in the vocabulary", "run", sample, "--tokens", "1,-1", "--out", out());
        assertRefused("at most 128", "run", sample, "--text", "x = 1\n".repeat(200), "--out", out());
        assertRefused("--text is empty", "run", sample, "--text", "", "--out", out());
        assertRefused("has no tokenizer", "run", MODEL, "--text", "x", "--out", out());
        assertRefused("exactly one of", "run", MODEL, "--out", out());
        assertRefused("exactly one of", "run", sample, "--text", "x", "--tokens", "1", "--out", out());
        assertRefused("--out", "run", sample, "--tokens", "1");
        assertRefused("no such folder", "run", sample, "--tokens", "1", "--out", folder.resolve("no/o.safetensors"));
        assertRefused("this is a folder", "run", sample, "--tokens", "1", "--out", folder);
        assertRefused("matches no site", "run", sample, "--tokens", "1", "--record", "attn", "--out", out());
        assertRefused("no regular expression", "run", sample, "--tokens", "1", "--record", "(", "--out", out());
        assertRefused("no such file or folder", "run", folder.resolve("x"), "--tokens", "1", "--out", out());
        assertRefused("'x' is not an int", "run", sample, "--tokens", "1,x", "--out", out());
        assertRefused("found tpu", "run", sample, "--tokens", "1", "--device", "tpu", "--out", out());
    }

    @Test
    void whatFilesDoNotHoldIsRefusedInOneSentence() throws IOException {
        Path batch = MODEL.resolve("expected.safetensors");
        Path ops = MODEL.resolve("interventions.json");
        Path means = MODEL.resolve("interventions.safetensors");
        assertRefused("--batch needs --key", "run", MODEL, "--batch", batch, "--out", out());
        assertRefused("case9.tokens", "run", MODEL, "--batch", batch, "--key", "case9.tokens", "--out", out());
        assertRefused("found shape []", "run", MODEL, "--batch", batch, "--key", "case0.loss", "--out", out());
        assertRefused("belong together", "run", MODEL, "--ops", ops, "--out", out());
        assertRefused(
                "there is no entry x",
                "run",
                MODEL,
                "--ops",
                ops,
                "--op-name",
                "x",
                "--tensors",
                means,
                "--out",
                out());
        Path bad = Files.writeString(folder.resolve("ops.json"), """
                {"interventions": [{"name": "a", "tokens": "intv0.tokens",
                  "ops": [{"op": "scale", "location": "0.attn.q", "channels": [64], "factor": 2}]}]}""");
        assertRefused("channels[0]", "run", MODEL, "--ops", bad, "--op-name", "a", "--tensors", means, "--out", out());
    }
}
