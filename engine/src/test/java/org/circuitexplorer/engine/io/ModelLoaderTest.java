package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "a_csp2, final_model.pt", "b_csp1, final_model.pt", "c_gpt2, final_model.pt", "c_gpt2, final_model_legacy.pt",
        "d_relu, final_model.pt", "e_sincat, final_model.pt", "f_legacycfg, final_model.pt", "g_bf16, final_model.pt",
        "h_f16, final_model.pt", "bad/good, final_model.pt"
    })
    void everyFormHoldsTheSameWeights(String name, String form) throws Exception {
        LoadedModel torch = load(Fixture.path(name + "/" + form));
        LoadedModel safetensors = load(Fixture.path(name + "/model.safetensors"));

        assertThat(torch.warnings()).isEmpty();
        assertThat(torch.parameterCount()).isEqualTo(safetensors.parameterCount());
        assertThat(torch.transformer()).usingRecursiveComparison().isEqualTo(safetensors.transformer());
    }

    @Test
    void fixedPositionsNeedNotBeStored() throws Exception {
        CsrMatrix stored = load(Fixture.path("e_sincat")).transformer().positionEmbedding();
        CsrMatrix computed = SinusoidalPositions.table(stored.rows(), stored.columns());

        float largestAngle = (float) (2 * Math.PI * stored.rows() / 4);
        for (int position = 0; position < stored.rows(); position++) {
            for (int c = 0; c < stored.columns(); c++) {
                assertThat(computed.get(position, c))
                        .isCloseTo(stored.get(position, c), within(2 * Math.ulp(largestAngle)));
            }
        }
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config_wrong_type.json    | config_wrong_type.json: n_layer: is the text "1"
            config_afrac_zero_k.json  | bad: model.safetensors or
            pt_not_a_dict.pt          | pt_not_a_dict.pt: content: expected a dict of tensors, got list
            pt_view_out_of_storage.pt | pt_view_out_of_storage.pt: t: shape
            st_hole.safetensors       | st_hole.safetensors: b
            """)
    void whatIsWrongWithAFileIsSaidBeforeWhatIsMissingBesideIt(String file, String message) {
        assertThatThrownBy(() -> load(Fixture.path("bad/" + file)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void weightsWithoutConfigurationAreRefused(@TempDir Path directory) throws Exception {
        Path weights = directory.resolve("model.safetensors");
        Files.copy(Fixture.path("bad/good/model.safetensors"), weights);

        assertThatThrownBy(() -> load(weights)).hasMessageContaining("beeg_config.json or config.json: no such file");
        assertThatThrownBy(() -> load(directory.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
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
