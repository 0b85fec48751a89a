package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.BufferedOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Damaged files make every parser either succeed or refuse with its own exception, without taking memory out of
/// proportion. `-Dfuzz.rounds=N -Dfuzz.seed=S` run it longer or elsewhere.
@Timeout(300)
class MutationTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 20261121);
    private static final long FIXED_BYTES = 24L << 20;
    private static final int BYTES_PER_BYTE = 100;

    @TempDir
    Path directory;

    @FunctionalInterface
    private interface Writer {
        void write(byte[] bytes) throws Exception;
    }

    @FunctionalInterface
    private interface FileParser {
        void parse(Path file) throws Exception;
    }

    @BeforeEach
    void aWholeModel() throws Exception {
        Files.copy(Fixture.path("bad/good/beeg_config.json"), directory.resolve("beeg_config.json"));
    }

    private static void fuzz(int rounds, byte[] seed, Writer writer, Executable parse) throws Exception {
        Mutator mutator = new Mutator(SEED);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] input = mutator.mutate(seed);
            writer.write(input);
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                parse.execute();
            } catch (ModelFormatException e) {
                refused++;
                assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(2000);
            } catch (Throwable e) {
                throw new AssertionError(
                        "round " + round + ": " + Base64.getEncoder().encodeToString(input), e);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("memory taken in round %d", round)
                    .isLessThan(FIXED_BYTES + (long) BYTES_PER_BYTE * input.length);
        }
        assertThat(refused).isGreaterThan(rounds / 4);
    }

    private void fuzzFile(byte[] seed, String name, FileParser parser) throws Exception {
        Path file = directory.resolve(name);
        fuzz(ROUNDS, seed, bytes -> Files.write(file, bytes), () -> parser.parse(file));
    }

    private void fuzzModel(String fixture, String name) throws Exception {
        byte[] seed = Files.readAllBytes(Fixture.path("bad/" + fixture));
        fuzzFile(seed, name, file -> {
            ModelLoader.load(file, ProgressListener.NONE, new CancelToken());
        });
    }

    @Test
    void safetensors() throws Exception {
        fuzzModel("good/model.safetensors", "model.safetensors");
    }

    @Test
    void compactModels() throws Exception {
        Path file = directory.resolve("compact.safetensors");
        LoadedModel model = ModelLoader.load(Fixture.path("bad/good"), ProgressListener.NONE, new CancelToken());
        CompactModelWriter.write(file, model);
        fuzzFile(Files.readAllBytes(file), "compact.safetensors", damaged -> {
            ModelLoader.load(damaged, ProgressListener.NONE, new CancelToken());
        });
    }

    @Test
    void torchArchives() throws Exception {
        fuzzModel("good/final_model.pt", "final_model.pt");
    }

    @Test
    void deflatedTorchArchives() throws Exception {
        fuzzModel("pt_deflate.pt", "final_model.pt");
    }

    @Test
    void legacyTorchFiles() throws Exception {
        byte[] seed = Files.readAllBytes(Fixture.path("c_gpt2/final_model_legacy.pt"));
        fuzzFile(seed, "x.pt", file -> {
            try (TensorFile tensors = TensorFile.open(file)) {
                for (StoredTensor tensor : tensors.tensors().values()) tensor.floats();
            }
        });
    }

    @Test
    void picklesOfModels() throws Exception {
        fuzzPickle(Fixture.path("bad/good/final_model.pt"), "final_model.pt", file -> {
            ModelLoader.load(file, ProgressListener.NONE, new CancelToken());
        });
    }

    @Test
    void picklesOfCircuits() throws Exception {
        ModelConfig model =
                ModelConfigReader.read(Fixture.path("a_csp2/config.json")).model();
        fuzzPickle(Fixture.path("viz/viz_data.pt"), "viz_data.pt", file -> VizDataReader.read(file, model));
    }

    /// Damages the pickle inside an archive whose checksums then fit again.
    private void fuzzPickle(Path original, String name, FileParser parser) throws Exception {
        Map<String, byte[]> records = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(original.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                records.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        String pickle = records.keySet().stream()
                .filter(r -> r.endsWith("/data.pkl"))
                .findFirst()
                .orElseThrow();
        byte[] seed = Objects.requireNonNull(records.get(pickle));
        Path file = directory.resolve(name);
        fuzz(
                ROUNDS / (1 + seed.length / 50_000),
                seed,
                bytes -> {
                    records.put(pickle, bytes);
                    zip(file, records);
                },
                () -> parser.parse(file));
    }

    private static void zip(Path file, Map<String, byte[]> records) throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> record : records.entrySet()) {
                zip.putNextEntry(new ZipEntry(record.getKey()));
                zip.write(record.getValue());
            }
        }
    }

    @Test
    void configurations() throws Exception {
        byte[] seed = Files.readAllBytes(Fixture.path("e_sincat/beeg_config.json"));
        fuzzFile(seed, "config.json", ModelConfigReader::read);
    }

    @Test
    void tasks() throws Exception {
        byte[] seed = """
                {"name": "t", "train": [{"pos_text": "a", "neg_text": "b", "pos": [1, 2], "neg": [1, 3],
                "pos_ans": 4, "neg_ans": 5}], "test": []}""".getBytes(StandardCharsets.UTF_8);
        fuzzFile(seed, "t.json", TaskReader::read);
    }

    @Test
    void encoders() throws Exception {
        Files.copy(Fixture.sample("tinypython-3L").resolve("vocab.bpe"), directory.resolve("vocab.bpe"));
        byte[] seed = Files.readAllBytes(Fixture.sample("tinypython-3L").resolve("encoder.json"));
        fuzzFile(seed, "encoder.json", file -> TokenizerReader.read(directory));
    }

    @Test
    void merges() throws Exception {
        Files.copy(Fixture.sample("tinypython-3L").resolve("encoder.json"), directory.resolve("encoder.json"));
        byte[] seed = Files.readAllBytes(Fixture.sample("tinypython-3L").resolve("vocab.bpe"));
        fuzzFile(seed, "vocab.bpe", file -> TokenizerReader.read(directory));
    }

    @Test
    void huggingFaceTokenizers() throws Exception {
        byte[] seed = """
                {"added_tokens": [{"id": 256, "content": "<s>"}], "normalizer": null,
                "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
                "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}}""".getBytes(StandardCharsets.UTF_8);
        fuzzFile(seed, "tokenizer.json", file -> TokenizerReader.read(directory));
    }
}
