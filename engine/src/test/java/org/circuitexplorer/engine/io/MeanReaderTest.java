package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeanReaderTest {
    @TempDir
    Path directory;

    private static ModelConfig model() throws Exception {
        return ModelConfigReader.read(Fixture.path("a_csp2/beeg_config.json")).model();
    }

    @Test
    void everyNodeSiteHasItsMeans() throws Exception {
        Map<Site, float[]> means = MeanReader.read(Fixture.path("viz/mean_baseline_pretrain.pt"), model());

        assertThat(means).containsOnlyKeys(model().nodeSites());
        assertThat(means.get(new Site(1, SiteKind.MLP_NEURON))).hasSize(256);
    }

    @Test
    void anotherModelsMeansAreRefused() throws Exception {
        ModelConfig other =
                ModelConfigReader.read(Fixture.path("b_csp1/beeg_config.json")).model();

        assertThatThrownBy(() -> MeanReader.read(Fixture.path("viz/mean_baseline_pretrain.pt"), other))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageMatching("mean_baseline_pretrain.pt: 0\\.attn\\.\\w+: has shape \\[64], expected \\[48]");
    }

    @Test
    void aPlaceThatIsNoneIsRefused() throws Exception {
        Path file = directory.resolve("means.safetensors");
        SafetensorsWriter.write(file, List.of(NamedTensor.of("0.attn.x", new float[3], 3)), Map.of());

        assertThatThrownBy(() -> MeanReader.read(file, model()))
                .hasMessageContaining("0.attn.x: the model has no such");
    }
}
