package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.ZipFile;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    private interface Parser {
        void parse(byte[] bytes) throws Exception;
    }

    @BeforeEach
    void aWholeModel() throws Exception {
        Files.copy(Fixture.path("bad/good/beeg_config.json"), directory.resolve("beeg_config.json"));
    }

    private void fuzz(byte[] seed, Parser parser) {
        Mutator mutator = new Mutator(SEED);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = mutator.mutate(seed);
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                parser.parse(input);
            } catch (ModelFormatException e) {
                refused++;
                assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(2000);
            } catch (Exception | VirtualMachineError e) {
                throw new AssertionError(
                        "round " + round + ": " + Base64.getEncoder().encodeToString(input), e);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("memory taken in round %d", round)
                    .isLessThan(FIXED_BYTES + (long) BYTES_PER_BYTE * input.length);
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
    }

    private void fuzzFile(byte[] seed, String name, Parser parser) {
        fuzz(seed, bytes -> {
            Files.write(directory.resolve(name), bytes);
            parser.parse(bytes);
        });
    }

    private void fuzzModel(String fixture, String name) throws Exception {
        byte[] seed = Files.readAllBytes(Fixture.path("bad/" + fixture));
        fuzzFile(seed, name, bytes -> {
            ModelLoader.load(directory.resolve(name), ProgressListener.NONE, new CancelToken());
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
        CompactModelWriter.write(file, model.transformer());
        fuzzFile(Files.readAllBytes(file), "compact.safetensors", bytes -> {
            ModelLoader.load(file, ProgressListener.NONE, new CancelToken());
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
        fuzzFile(seed, "x.pt", bytes -> {
            try (TensorFile file = TensorFile.open(directory.resolve("x.pt"))) {
                for (StoredTensor tensor : file.tensors().values()) tensor.floats();
            }
        });
    }

    @Test
    void pickles() throws Exception {
        try (ZipFile zip = new ZipFile(Fixture.path("bad/good/final_model.pt").toFile())) {
            byte[] seed = zip.getInputStream(zip.getEntry("archive/data.pkl")).readAllBytes();
            fuzz(seed, bytes -> {
                PickleInput in = new PickleInput(Path.of("x.pt"), "data.pkl", MemorySegment.ofArray(bytes));
                new PickleReader(in, 1 << 20).read();
            });
        }
    }

    @Test
    void configurations() throws Exception {
        byte[] seed = Files.readAllBytes(Fixture.path("e_sincat/beeg_config.json"));
        fuzzFile(seed, "config.json", bytes -> ModelConfigReader.read(directory.resolve("config.json")));
    }

    @Test
    void tasks() throws Exception {
        byte[] seed = """
                {"name": "t", "train": [{"pos_text": "a", "neg_text": "b", "pos": [1, 2], "neg": [1, 3],
                "pos_ans": 4, "neg_ans": 5}], "test": []}""".getBytes(StandardCharsets.UTF_8);
        fuzzFile(seed, "t.json", bytes -> TaskReader.read(directory.resolve("t.json")));
    }

    @Test
    void encoders() throws Exception {
        Files.copy(Fixture.sample("tinypython-3L").resolve("vocab.bpe"), directory.resolve("vocab.bpe"));
        byte[] seed = Files.readAllBytes(Fixture.sample("tinypython-3L").resolve("encoder.json"));
        fuzzFile(seed, "encoder.json", bytes -> TokenizerReader.read(directory));
    }

    @Test
    void merges() throws Exception {
        Files.copy(Fixture.sample("tinypython-3L").resolve("encoder.json"), directory.resolve("encoder.json"));
        byte[] seed = Files.readAllBytes(Fixture.sample("tinypython-3L").resolve("vocab.bpe"));
        fuzzFile(seed, "vocab.bpe", bytes -> TokenizerReader.read(directory));
    }
}
