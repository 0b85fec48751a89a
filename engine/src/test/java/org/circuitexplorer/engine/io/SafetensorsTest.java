package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Path file = directory.resolve("round.safetensors");
        float[] many = new float[20_001];
        for (int i = 0; i < many.length; i++) many[i] = 1f / (i + 1);
        many[3] = Float.NaN;
        many[4] = -0f;

        SafetensorsWriter.write(
                file,
                List.of(
                        NamedTensor.of("many \"é\"", many, 3, 6667),
                        NamedTensor.of("ids", new long[] {Long.MIN_VALUE, 7}, 2),
                        NamedTensor.of("start", new int[] {-1, 2, 3, Integer.MAX_VALUE}, 2, 2),
                        NamedTensor.of("none", new float[0], 0, 5),
                        NamedTensor.of("scalar", new float[] {2.5f})),
                Map.of("note", "naïve"));

        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            assertThat(reader.metadata()).containsExactly(Map.entry("note", "naïve"));
            assertThat(reader.tensors()).containsOnlyKeys("many \"é\"", "ids", "start", "none", "scalar");
            assertThat(reader.tensor("many \"é\"").floats()).isEqualTo(many);
            assertThat(reader.tensor("many \"é\"").shape()).containsExactly(3, 6667);
            assertThat(reader.tensor("ids").longs()).containsExactly(Long.MIN_VALUE, 7);
            assertThat(reader.tensor("start").ints()).containsExactly(-1, 2, 3, Integer.MAX_VALUE);
            assertThat(reader.tensor("none").floats()).isEmpty();
            assertThat(reader.tensor("scalar").floats()).containsExactly(2.5f);
            assertThatThrownBy(() -> reader.tensor("ids").ints()).hasMessageContaining("expected 32 bits");
            assertThatThrownBy(() -> reader.tensor("scalar").longs()).hasMessageContaining("expected integers");
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aNameTwiceIsAProgrammersError() {
        NamedTensor tensor = NamedTensor.of("a", new float[1], 1);

        assertThatThrownBy(() -> SafetensorsWriter.write(directory.resolve("x"), List.of(tensor, tensor), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aShapeThatDoesNotFitItsValuesIsAProgrammersError() {
        assertThatThrownBy(() -> NamedTensor.of("a", new float[5], 2, 3))
                .hasMessageContaining("expected 6 values for shape [2, 3], found 5");
    }
}
