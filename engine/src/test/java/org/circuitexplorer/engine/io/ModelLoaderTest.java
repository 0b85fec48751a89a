package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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

    @Test
    void aFolderOfModelsIsNoModel(@TempDir Path directory) throws Exception {
        for (String name : List.of("one", "two")) {
            Files.createDirectory(directory.resolve(name));
            Files.copy(
                    Fixture.path("bad/good/config.json"),
                    directory.resolve(name).resolve("config.json"));
        }

        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageEndingWith(
                        "folder: holds no model itself but folders of models (one, two), expected one of them");
    }

    @Test
    void weightsOfAnyNameAreTakenWhenThereIsOneFileOfThem(@TempDir Path directory) throws Exception {
        CompactModelWriter.write(
                directory.resolve("small.safetensors"),
                load(Fixture.path("bad/good")),
                ProgressListener.NONE,
                new CancelToken());
        assertThat(load(directory).weightsFile()).hasFileName("small.safetensors");

        Files.copy(directory.resolve("small.safetensors"), directory.resolve("other.safetensors"));
        assertThatThrownBy(() -> load(directory))
                .hasMessageEndingWith("folder: holds several files of weights (other.safetensors, small.safetensors),"
                        + " expected one of them");
    }

    @ParameterizedTest
    @CsvSource({"a_csp2, model.safetensors", "bad/good, final_model.pt"})
    void aFileThatShrinksWhileItIsReadIsRefused(String fixture, String name, @TempDir Path directory) throws Exception {
        Path weights = Files.copy(Fixture.path(fixture).resolve(name), directory.resolve(name));
        Files.copy(Fixture.path(fixture).resolve("config.json"), directory.resolve("config.json"));
        ProgressListener shrink = (what, done, total) -> {
            try (FileChannel channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
                channel.truncate(8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };

        assertThatThrownBy(() -> ModelLoader.load(directory, shrink, new CancelToken()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has changed");
    }

    @Test
    void theDigestIsThatOfTheFileThatWasOpened(@TempDir Path directory) throws Exception {
        Path weights = Files.copy(Fixture.path("bad/good/model.safetensors"), directory.resolve("model.safetensors"));
        Files.copy(Fixture.path("bad/good/config.json"), directory.resolve("config.json"));
        LoadedModel kept = load(directory);
        LoadedModel replaced = load(directory);
        String digest = kept.sha256();
        Files.write(weights, new byte[] {1}, StandardOpenOption.APPEND);

        assertThat(kept.sha256())
                .isEqualTo(digest)
                .isEqualTo(load(Fixture.path("bad/good/model.safetensors")).sha256());
        assertThatThrownBy(replaced::sha256)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("model.safetensors: has changed since the model was opened; open it again");
    }

    @Test
    void weightsThatAreNoNumbersAreNamedAndCannotBePruned() throws Exception {
        LoadedModel model = load(Fixture.path("bad/weights_nan_inf"));

        assertThat(model.nonFinite()).isNotEmpty();
        assertThat(model.warnings()).hasSize(model.nonFinite().size());
        assertThatThrownBy(model::requireFinite)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(model.nonFinite().getFirst())
                .hasMessageContaining("NaN or infinity");
        load(Fixture.path("bad/good")).requireFinite();
    }
}
