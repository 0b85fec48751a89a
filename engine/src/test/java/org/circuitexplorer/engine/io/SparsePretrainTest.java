package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.TopKPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The layout of the third-party training code, made here from a fixture by renaming.
class SparsePretrainTest {
    static final String CONFIG = """
            {"model_config": {"n_layer": 3, "d_model": 64, "n_ctx": 32, "d_head": 16, "d_mlp": 256, "vocab_size": 128,
             "use_rms_norm": true, "tie_embeddings": false, "use_positional_embeddings": true,
             "use_bigram_table": true, "use_attention_sinks": true, "activation": "gelu", "dropout": 0.0,
             "use_bias": true},
             "sparsity_config": {"enable_activation_sparsity": true, "activation_topk_fraction": 0.25},
             "training_config": {"tokenizer_name": "tinypython_2k"}}""";

    @TempDir
    Path directory;

    private LoadedModel load(String config) throws Exception {
        Files.writeString(directory.resolve("config.json"), config);
        return ModelLoader.load(directory, ProgressListener.NONE, new CancelToken());
    }

    private void writeWeights(boolean positions) throws Exception {
        List<NamedTensor> renamed = new ArrayList<>();
        try (TensorFile file = TensorFile.open(Fixture.path("a_csp2/model.safetensors"))) {
            for (StoredTensor tensor : file.tensors().values()) {
                String name = tensor.name()
                        .replace("transformer.h.", "blocks.")
                        .replace("transformer.", "")
                        .replace("attn_imp", "attn_fn");
                if (name.equals("final_logits_bias") || (!positions && name.startsWith("wpe"))) continue;
                renamed.add(NamedTensor.of(name, tensor.floats(), tensor.shape()));
            }
        }
        SafetensorsWriter.write(directory.resolve("model.safetensors"), renamed, Map.of());
    }

    @Test
    void renamedTensorsMakeTheSameModel() throws Exception {
        writeWeights(true);
        LoadedModel original = ModelLoader.load(Fixture.path("a_csp2"), ProgressListener.NONE, new CancelToken());

        LoadedModel renamed = load(CONFIG);

        assertThat(renamed.warnings()).isEmpty();
        assertThat(renamed.transformer())
                .usingRecursiveComparison()
                .ignoringFields("unembedding.bias")
                .isEqualTo(original.transformer());
        assertThat(renamed.transformer().unembedding().bias()).containsOnly(0f);
    }

    @Test
    void aModelNeedNotHavePositions() throws Exception {
        writeWeights(false);

        LoadedModel model = load(CONFIG.replace("\"use_positional_embeddings\": true,", ""));

        assertThat(model.warnings()).isEmpty();
        assertThat(model.transformer().positionEmbedding().nonZeros()).isZero();
        assertThat(model.transformer().positionEmbedding().rows()).isEqualTo(32);
    }

    @Test
    void absTopKAfterAttentionHasAnotherNameThere() throws Exception {
        Path file = Files.writeString(
                directory.resolve("config.json"),
                CONFIG.replace(
                        "\"activation_topk_fraction\": 0.25",
                        "\"activation_topk_fraction\": 0.5, \"activation_sparsity_locations\": \"resid_mid,mlp_in\""));

        ModelConfig config = ModelConfigReader.read(file).model();

        assertThat(config.topKPlaces()).containsExactlyInAnyOrder(TopKPlace.RESID_POST_ATTN, TopKPlace.MLP_IN);
        assertThat(config.topKFraction()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "d_head": 16        | "d_head": 15         | model_config.d_head: is 15, which does not divide d_model 64
            "gelu"              | "silu"               | model_config.activation: is "silu", expected gelu or relu
            "n_layer": 3        | "n_layer": true      | model_config.n_layer: is true, expected a whole number
            fraction": 0.25     | fraction": 2         | sparsity_config.activation_topk_fraction: is 2.0
            fraction": 0.25     | fraction": 0.25, "activation_sparsity_locations": "resid_pre" | names "resid_pre"
            """)
    void malformedConfigurationsAreRefused(String good, String bad, String message) throws Exception {
        writeWeights(true);

        assertThatThrownBy(() -> load(CONFIG.replace(good, bad)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void itsWeightsAreATorchFile() throws Exception {
        Files.copy(Fixture.path("bad/good/final_model.pt"), directory.resolve("pytorch_model.bin"));
        String config = Files.readString(Fixture.path("bad/good/config.json"));

        assertThat(load(config).weightsFile()).hasFileName("pytorch_model.bin");
    }
}
