package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every item of `fixtures/bad`: refused in one sentence that names the file, the field and the numbers.
class MalformedInputTest {
    private static void readEverything(Path path) throws Exception {
        try (TensorFile file = TensorFile.open(path)) {
            for (StoredTensor tensor : file.tensors().values()) tensor.floats();
        }
    }

    private static LoadedModel load(Path path) throws Exception {
        return ModelLoader.load(path, ProgressListener.NONE, new CancelToken());
    }

    private static void assertRefused(Path path, String words, ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith(path.getFileName() + ": ")
                .hasMessageContainingAll(words.split(" & "))
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            st_header_too_long            | header length & 1000000000 & 69 & 77 bytes
            st_header_length_negative     | header length & 18446744073709551600 & 77 bytes
            st_too_short                  | header length & 3 bytes
            st_header_not_json            | header & not valid JSON & line 1, column
            st_overlap                    | a & b & overlap
            st_out_of_range               | b & ends at byte 16 & 12 data bytes
            st_offsets_reversed           | a & data_offsets
            st_hole                       | b & belong to no tensor
            st_trailing_bytes             | data & tensors end at byte
            st_bad_dtype                  | a & FLOAT32 & F64, F32, F16, BF16, I64
            st_size_mismatch              | a & [3] & F32 & 8 bytes
            st_negative_dim               | a & [-2] & negative dimension -2
            st_negative_dims_product_fits | a & negative dimension
            st_overflow_dims              | a & more elements than 64 bits can count
            st_duplicate_keys             | header & Duplicate field 'a'
            st_offsets_missing            | a & data_offsets is missing
            """)
    void safetensors(String item, String words) {
        Path path = Fixture.path("bad/" + item + ".safetensors");

        assertRefused(path, words, () -> readEverything(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pt_truncated            | truncated or not a zip archive & 5500 bytes
            pt_truncated_tail       | truncated or not a zip archive & 8211 bytes
            pt_empty                | is empty
            pt_no_data_pkl          | not a torch checkpoint & data.pkl
            pt_missing_storage      | transformer. & its record archive/data/10 is missing
            pt_short_storage        | transformer. & its record archive/data/10 has 1016 bytes, expected 1024
            pt_crc_mismatch         | archive/data/10 & is damaged & CRC-32
            pt_evil_os_system       | archive/data.pkl & "posix system" & not allowed
            pt_evil_os_system_legacy | pickle & "posix system" & not allowed
            pt_evil_eval            | archive/data.pkl & "__builtin__ eval" & not allowed
            pt_evil_bare_pickle     | neither a zip archive nor a legacy torch file & 56 bytes
            pt_full_module          | "circuit_sparsity.inference.gpt GPT" & not allowed
            pt_not_a_dict           | expected a dict of tensors, got list
            pt_view_out_of_storage  | t: & [2, 127] & storage of 6 elements
            """)
    void torchFiles(String item, String words) {
        Path path = Fixture.path("bad/" + item + ".pt");

        assertRefused(path, words, () -> readEverything(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heads_not_dividing          | n_head & 5 & d_model 8
            no_vocab_size               | vocab_size & is missing
            unknown_activation          | activation_type & "swish" & gelu or relu
            unknown_residual_activation | residual_activation_type & "tanh" & identity or relu
            tied_aux                    | use_tied_aux_matrix & true
            afrac_out_of_range          | afrac & 1.5 & 0 to 1
            wrong_type                  | n_layer & the text "1" & a whole number
            not_json                    | not valid JSON at line 1, column
            """)
    void configurations(String item, String words) {
        Path path = Fixture.path("bad/config_" + item + ".json");

        assertRefused(path, words, () -> ModelConfigReader.read(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            afrac_zero_k    | afrac & 0.01 & keeps 0 channels at attn_in, attn_out, mlp_in, mlp_out
            unknown_key     | n_experts & unknown key
            """)
    void configurationsThatDeserveAWarning(String item, String words) throws Exception {
        CheckpointConfig config = ModelConfigReader.read(Fixture.path("bad/config_" + item + ".json"));

        assertThat(config.warnings()).singleElement().asString().contains(words.split(" & "));
    }

    @Test
    void placesThatDoNotExistAreNamedAndLeftOut() throws Exception {
        CheckpointConfig config = ModelConfigReader.read(Fixture.path("bad/config_unknown_loctype.json"));

        assertThat(config.warnings()).hasSize(2);
        assertThat(config.warnings().get(0)).contains("afrac_loctypes", "\" mlp_in\"");
        assertThat(config.warnings().get(1)).contains("afrac_loctypes", "\"mlp_hidden\"");
        assertThat(config.model().topKPlaces()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing_tensor  | transformer.h.0.ln_2.weight & the tensor is missing & [8]
            missing_matrix  | transformer.h.0.mlp.c_fc.weight & the tensor is missing & [32, 8]
            wrong_shape     | transformer.h.0.mlp.c_proj.weight & [32, 8] & expected [8, 32]
            integer_weights | transformer.wte.weight & I64 & F32, F16 or BF16
            """)
    void models(String item, String words) {
        for (String form : new String[] {"model.safetensors", "final_model.pt"}) {
            Path path = Fixture.path("bad/" + item + "/" + form);
            assertRefused(path, words, () -> load(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "final_model.pt"})
    void weightsThatAreNotFiniteAreReported(String form) throws Exception {
        List<String> warnings =
                load(Fixture.path("bad/weights_nan_inf/" + form)).warnings();

        assertThat(warnings).hasSize(2);
        assertThat(warnings)
                .anySatisfy(w -> assertThat(w)
                        .contains(form, "transformer.h.0.mlp.c_fc.weight", "1 value is not finite", "NaN at [1, 2]"));
        assertThat(warnings)
                .anySatisfy(w ->
                        assertThat(w).contains(form, "lm_head.weight", "1 value is not finite", "Infinity at [0, 0]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "final_model.pt"})
    void aTensorThatNobodyAskedForIsReported(String form) throws Exception {
        assertThat(load(Fixture.path("bad/unexpected_tensor/" + form)).warnings())
                .singleElement()
                .asString()
                .contains(form, "transformer.h.0.attn.c_attn.scale", "no such tensor");
    }

    @Test
    void compressedRecordsGiveTheSameValues() throws Exception {
        try (TensorFile stored = TensorFile.open(Fixture.path("bad/good/final_model.pt"));
                TensorFile deflated = TensorFile.open(Fixture.path("bad/pt_deflate.pt"))) {
            assertThat(deflated.tensors()).hasSameSizeAs(stored.tensors()).isNotEmpty();
            for (String name : stored.tensors().keySet()) {
                assertThat(deflated.tensor(name).floats())
                        .isEqualTo(stored.tensor(name).floats());
            }
        }
    }

    @Test
    void nothingInAPickleIsEverRun() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            for (String item : new String[] {"os_system", "os_system_legacy", "eval", "bare_pickle"}) {
                Path path = Fixture.path("bad/pt_evil_" + item + ".pt");
                assertThatThrownBy(() -> readEverything(path)).isInstanceOf(ModelFormatException.class);
            }
        } finally {
            System.setOut(out);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
