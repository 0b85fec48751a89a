package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactModelTest {
    @TempDir
    Path directory;

    private static LoadedModel load(Path path) throws Exception {
        return ModelLoader.load(path, ProgressListener.NONE, new CancelToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat", "f_legacycfg", "g_bf16", "h_f16"})
    void aModelComesBackAsItWas(String name) throws Exception {
        LoadedModel original = load(Fixture.path(name));
        Path file = directory.resolve("compact.safetensors");

        CompactModelWriter.write(file, original, ProgressListener.NONE, new CancelToken());
        LoadedModel again = load(file);

        assertThat(again.warnings()).isEmpty();
        assertThat(again.transformer()).usingRecursiveComparison().isEqualTo(original.transformer());
        assertThat(again.sha256()).isEqualTo(original.sha256());
    }

    @Test
    void aCompactFileMadeOfACompactFileIsTheSame() throws Exception {
        Path first = directory.resolve("first.safetensors");
        Path second = directory.resolve("second.safetensors");
        CompactModelWriter.write(first, load(Fixture.path("a_csp2")), ProgressListener.NONE, new CancelToken());

        CompactModelWriter.write(second, load(first), ProgressListener.NONE, new CancelToken());

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void aFileThatHoldsOtherWeightsThanItSaysIsRefused() throws Exception {
        Path file = directory.resolve("compact.safetensors");
        CompactModelWriter.write(file, load(Fixture.path("a_csp2")), ProgressListener.NONE, new CancelToken());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith("compact.safetensors: __metadata__.content_crc32c: is ");
    }

    @Test
    void theSampleShrinks() throws Exception {
        LoadedModel original = load(Fixture.sample("tinypython-3L"));
        Path file = directory.resolve("compact.safetensors");

        CompactModelWriter.write(file, original, ProgressListener.NONE, new CancelToken());

        long parameters = original.parameterCount() - 1024 * 1024;
        long bigram = 4L * 1024 * 1024;
        assertThat(Files.size(file) - bigram).isLessThan(4 * parameters / 8);
        assertThat(load(file).parameterCount()).isEqualTo(original.parameterCount());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 2 1 3 | 0 1 2 | m.indptr: gives row 1 -1 entries, expected 0 to 4
            1 1 1 3 | 0 1 2 | m.indptr: begins with 1, expected 0
            0 0 0 9 | 0 1 2 | m.indptr: gives row 2 9 entries, expected 0 to 4
            0 0 0 4 | 0 1 2 | m.indices: has shape [3], expected [4]
            0 1 1 3 | 0 2 2 | m.indices: holds column 2 after 2 in row 2
            0 1 1 3 | 0 3 1 | m.indices: holds column 1 after 3 in row 2
            0 1 1 3 | 0 1 4 | m.indices: holds column 4 after 1 in row 2
            0 1 1 3 | 0 -1 2 | m.indices: holds column -1 after -1 in row 2
            0 1 3   | 0 1 2 | m.indptr: has shape [3], expected [4]
            """)
    void malformedMatricesAreRefused(String starts, String columns, String message) throws Exception {
        Path file = directory.resolve("odd.safetensors");
        int[] rowStart = numbers(starts);
        SafetensorsWriter.write(
                file,
                List.of(
                        NamedTensor.of("m.indptr", rowStart, rowStart.length),
                        NamedTensor.of("m.indices", numbers(columns), 3),
                        NamedTensor.of("m.values", new float[] {1, 2, 3}, 3)),
                Map.of());

        assertThatThrownBy(() -> matrix(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }

    private static int[] numbers(String text) {
        return List.of(text.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    }

    private static CsrMatrix matrix(Path file) throws Exception {
        try (TensorFile tensors = TensorFile.open(file)) {
            return new Checkpoint(tensors, ProgressListener.NONE, new CancelToken()).matrix("m", 3, 4);
        }
    }
}
