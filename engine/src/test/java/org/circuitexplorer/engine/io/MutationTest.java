package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.BufferedOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.session.SessionFile;
import org.circuitexplorer.engine.token.ByteAlphabet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Damaged files make every parser either succeed or refuse with its own exception, without hanging and without taking
/// memory out of proportion. `-Dfuzz.seconds=N` goes on for so long with each parser, `-Dfuzz.seed=S` elsewhere.
@Timeout(value = 24, unit = TimeUnit.HOURS)
class MutationTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long SEED = Long.getLong("fuzz.seed", 20261121);
    private static final long FIXED_BYTES = 24L << 20;
    private static final int BYTES_PER_BYTE = 100;

    @TempDir
    Path directory;

    private String parser = "";

    @FunctionalInterface
    private interface Writer {
        void write(byte[] bytes) throws Exception;
    }

    @FunctionalInterface
    private interface FileParser {
        void parse(Path file) throws Exception;
    }

    @BeforeEach
    void aWholeModel(TestInfo test) throws Exception {
        parser = test.getDisplayName();
        Files.copy(Fixture.path("bad/good/beeg_config.json"), directory.resolve("beeg_config.json"));
    }

    private void fuzz(int rounds, byte[] seed, Writer writer, Executable parse) throws Exception {
        writer.write(seed);
        // What is damaged must be whole before: a seed that is always refused tries nothing.
        assertThatCode(parse::execute).doesNotThrowAnyException();
        Mutator mutator = new Mutator(SEED);
        long end = System.nanoTime() + SECONDS * 1_000_000_000;
        int round = 0;
        int refused = 0;
        while (SECONDS > 0 ? System.nanoTime() < end : round < rounds) {
            byte[] input = mutator.mutate(seed);
            writer.write(input);
            String name = "round " + round++;
            if (assertTimeoutPreemptively(LONGEST, () -> isRefused(name, input, parse), name)) refused++;
        }
        System.out.println("fuzz " + parser + ": " + round + " executions, " + refused + " refused, no finding");
        assertThat(refused).isGreaterThan(round / 4);
    }

    private static boolean isRefused(String round, byte[] input, Executable parse) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean refused = false;
        try {
            parse.execute();
        } catch (ModelFormatException e) {
            refused = true;
            assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(2000);
        } catch (Throwable e) {
            throw new AssertionError(round + ": " + Base64.getEncoder().encodeToString(input), e);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("memory taken in %s by %s", round, Base64.getEncoder().encodeToString(input))
                .isLessThan(FIXED_BYTES + (long) BYTES_PER_BYTE * input.length);
        return refused;
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
        CompactModelWriter.write(file, model, ProgressListener.NONE, new CancelToken());
        // Under another name the digest of the content is not looked at, which would refuse all damage at once.
        String unsealed = Files.readString(file, StandardCharsets.ISO_8859_1).replace("source_sha256", "Source_sha256");
        fuzzFile(unsealed.getBytes(StandardCharsets.ISO_8859_1), "compact.safetensors", damaged -> {
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
        StringBuilder bytes = new StringBuilder();
        for (int b = 0; b < 256; b++) {
            String symbol = ByteAlphabet.symbol(b).replace("\\", "\\\\").replace("\"", "\\\"");
            bytes.append("\"%s\": %d, ".formatted(symbol, b));
        }
        byte[] seed = """
                {"added_tokens": [{"id": 257, "content": "<s>"}], "normalizer": null,
                "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
                "model": {"type": "BPE", "vocab": {%s"ab": 256}, "merges": ["a b"]}}""".formatted(bytes).getBytes(StandardCharsets.UTF_8);
        fuzzFile(seed, "tokenizer.json", file -> TokenizerReader.read(directory));
    }

    @Test
    void configurationsOfSparsePretrain() throws Exception {
        fuzzFile(SparsePretrainTest.CONFIG.getBytes(StandardCharsets.UTF_8), "config.json", ModelConfigReader::read);
    }

    @Test
    void indexesOfShards() throws Exception {
        Path shard = directory.resolve("model-00001-of-00001.safetensors");
        Files.copy(Fixture.path("bad/good/model.safetensors"), shard);
        StringBuilder index = new StringBuilder("{\"metadata\": {\"total_size\": 1}, \"weight_map\": {");
        try (TensorFile file = TensorFile.open(shard)) {
            for (String name : file.tensors().keySet()) {
                if (!index.toString().endsWith("{")) index.append(", ");
                index.append("\"%s\": \"%s\"".formatted(name, shard.getFileName()));
            }
        }
        byte[] seed = index.append("}}").toString().getBytes(StandardCharsets.UTF_8);
        fuzzFile(seed, "model.safetensors.index.json", file -> {
            ModelLoader.load(file, ProgressListener.NONE, new CancelToken());
        });
    }

    @Test
    void means() throws Exception {
        ModelConfig model =
                ModelConfigReader.read(Fixture.path("a_csp2/config.json")).model();
        byte[] seed = Files.readAllBytes(Fixture.path("viz/mean_baseline_pretrain.pt"));
        fuzzFile(seed, "means.pt", file -> MeanReader.read(file, model));
    }

    @Test
    void corpora() throws Exception {
        byte[] seed = new byte[2000];
        for (int i = 0; i < seed.length; i += 2) seed[i] = (byte) (i % 100);
        Path file = directory.resolve("corpus.bin");
        fuzzFile(seed, "corpus.bin", corpus -> CorpusReader.tokens(file, 100));
    }

    @Test
    void circuits() throws Exception {
        String circuit =
                Files.readString(Fixture.sample("tinypython-3L-wide").resolve("circuits/with_open.circuit.json"));
        String published = """
                , "published": {"losses": {"model": 0.5}, "history": [{"step": 1, "loss": 0.5}], "settings": {"lr": "1"},
                "prompts": [{"tokens": [1, 2]}, {"tokens": [1, 3]}], "answers": [{"first": 1, "second": 2}],
                "samples": [{"node": "0.attn.q.7", "fraction": 0.01, "top": true, "position": 1, "tokens": [1, 2],
                "activations": [0.5, -1.0]}]}}""";
        String whole = circuit.substring(0, circuit.lastIndexOf('}')) + published;
        fuzzFile(whole.getBytes(StandardCharsets.UTF_8), "x.circuit.json", CircuitFile::read);
    }

    @Test
    void sessions() throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("session.json", SESSION.getBytes(StandardCharsets.UTF_8));
        byte[] circuit =
                Files.readAllBytes(Fixture.sample("tinypython-3L-wide").resolve("circuits/with_open.circuit.json"));
        parts.put("circuits/1.circuit.json", circuit);
        Path file = directory.resolve("x.cex");
        fuzz(
                ROUNDS,
                SESSION.getBytes(StandardCharsets.UTF_8),
                bytes -> {
                    parts.put("session.json", bytes);
                    Files.write(file, ZipParts.toBytes(parts));
                },
                () -> SessionFile.read(file));
    }

    @Test
    void archivesOfSessions() throws Exception {
        String session = SESSION.replace("\"circuits/1.circuit.json\"", "");
        byte[] seed = ZipParts.toBytes(Map.of("session.json", session.getBytes(StandardCharsets.UTF_8)));
        fuzzFile(seed, "x.cex", SessionFile::read);
    }

    private static final String SESSION = """
            {"format": "circuit-explorer-session", "formatVersion": 1,
            "model": {"name": "m", "sha256": "%1$s", "config": "%1$s", "path": "../model"},
            "view": {"task": "t", "selection": "0.attn.q.7", "ablations": [{"node": "0.attn.q.7", "kind": "mean"},
            {"node": "0.attn.q.8", "kind": "scale", "factor": 0.5}], "frame": {"left": 0.5, "top": 1, "right": 2.5,
            "bottom": 1e2}, "colouring": "mean", "minimumWeight": 0.25, "ghosts": true, "prompt": {"pair": 3},
            "place": {"prompt": 1, "token": 2}},
            "lecture": {"title": "a", "steps": [{"title": "b", "text": "c", "view": {"task": "t", "ablations": [],
            "colouring": "tau", "minimumWeight": 0, "ghosts": false, "prompt": {"text": "d", "tokens": [1, 2]}}}]},
            "circuits": ["circuits/1.circuit.json"]}""".formatted("0123456789abcdef".repeat(4));
}
