package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLoaderTest {
    private static LoadedModel load(Path path) throws Exception {
        return ModelLoader.load(path, ProgressListener.NONE, new CancelToken());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat", "f_legacycfg", "g_bf16", "h_f16", "bad/good"
            })
    void everyVariantLoadsWithoutComplaint(String name) throws Exception {
        LoadedModel model = load(Fixture.path(name));

        assertThat(model.warnings()).isEmpty();
        assertThat(model.transformer().nonZeroWeights()).isPositive();
        assertThat(model.name()).isEqualTo(Fixture.path(name).getFileName().toString());
    }

    @Test
    void theSampleHasTheDensityItsReadmeTells() throws Exception {
        LoadedModel model = load(Fixture.sample("tinypython-3L"));
        SparseTransformer transformer = model.transformer();

        assertThat(model.warnings()).isEmpty();
        assertThat(transformer.config().activation()).isEqualTo(Activation.GELU);
        assertThat(transformer.config().nodeCount()).isEqualTo(4224);
        assertThat(transformer.nonZeroWeights() / (double) (model.parameterCount() - 1024 * 1024))
                .isBetween(0.03, 0.0325);
        assertThat(model.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void cancellingStopsTheReading() {
        CancelToken cancel = new CancelToken();
        ProgressListener cancelOnWeights = (what, done, total) -> {
            if (what.equals("reading weights")) cancel.cancel();
        };

        assertThatThrownBy(() -> ModelLoader.load(Fixture.path("a_csp2"), cancelOnWeights, cancel))
                .isInstanceOf(CancelledException.class);
    }
}
