package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleModelsTest {
    private final SampleModels samples = SampleModels.find().orElseThrow();

    @Test
    void everyShippedModelIsListed() throws Exception {
        try (Stream<Path> folders = Files.list(samples.folder())) {
            List<Path> models = folders.filter(f -> Files.exists(f.resolve("model.safetensors")))
                    .toList();
            assertThat(samples.all()).containsExactlyInAnyOrderElementsOf(models);
        }
        assertThat(samples.first()).contains(samples.all().getFirst());
    }
}
