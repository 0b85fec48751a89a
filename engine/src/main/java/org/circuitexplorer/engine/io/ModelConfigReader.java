package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.io.CheckpointConfig.Positions;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.TopKPlace;

/// Reads `beeg_config.json` and the `config.json` of the Hugging Face layout, which holds the same keys.
public final class ModelConfigReader {
    private static final int MOST_BYTES = 1 << 20;

    /// Keys that mean something, and those that change nothing about inference.
    private static final Set<String> KNOWN = Set.of(
            ("block_size vocab_size n_layer n_head d_head d_model d_mlp n_mlp bias ln_bias rms_norm activation_type "
                            + "residual_activation_type afrac afrac_loctypes tied_unembed use_tied_aux_matrix d_pos_emb "
                            + "sinusoidal_cat_pos_emb enable_bigram_table learnable_bigram_table sink flash "
                            + "grad_checkpointing dropout dropout_cat_pos_emb debug_nans enable_sparse_kernels "
                            + "tokenizer_name")
                    .split(" "));

    /// Keys that Hugging Face's library adds to every configuration.
    private static final Set<String> HUGGING_FACE =
            Set.of(("architectures model_type torch_dtype dtype max_position_embeddings transformers_version auto_map "
                            + "use_cache tie_word_embeddings is_decoder is_causal _name_or_path")
                    .split(" "));

    private final ConfigFields fields;
    private final List<String> warnings = new ArrayList<>();

    private ModelConfigReader(ConfigFields fields) {
        this.fields = fields;
    }

    /// Reads a configuration file.
    public static CheckpointConfig read(Path path) throws IOException, ModelFormatException {
        return read(new ConfigFields(path, Json.readObject(path, MOST_BYTES)));
    }

    /// Reads a configuration that is kept inside another file.
    static CheckpointConfig read(Path path, String json) throws ModelFormatException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return read(new ConfigFields(path, Json.parseObject(path, bytes)));
    }

    private static CheckpointConfig read(ConfigFields fields) throws ModelFormatException {
        if (fields.has(SparsePretrainConfigReader.MODEL)) return new SparsePretrainConfigReader(fields).read();
        return new ModelConfigReader(fields).read();
    }

    private CheckpointConfig read() throws ModelFormatException {
        warnOfUnknownKeys();
        if (fields.truth("use_tied_aux_matrix", false)) {
            throw fields.refused("use_tied_aux_matrix", "is true, expected false: such models cannot be read");
        }
        int modelWidth = fields.size("d_model");
        int heads = fields.size("n_head");
        if (modelWidth % heads != 0) {
            throw fields.refused("n_head", "is " + heads + ", which does not divide d_model " + modelWidth);
        }
        int positionWidth = fields.size("d_pos_emb", 0);
        Set<TopKPlace> places = topKPlaces();
        ModelConfig model = new ModelConfig(
                fields.size("block_size"),
                fields.size("vocab_size"),
                fields.size("n_layer"),
                heads,
                headWidth(modelWidth, heads),
                modelWidth,
                mlpWidth(modelWidth),
                positionWidth,
                fields.truth("rms_norm", false),
                choice("activation_type", Activation.GELU, Activation.RELU),
                choice("residual_activation_type", Activation.IDENTITY, Activation.RELU),
                topKFraction(),
                places,
                fields.truth("tied_unembed", true),
                fields.truth("enable_bigram_table", false),
                sink(),
                fields.text("tokenizer_name", ""));
        warnOfEmptyTopK(model);
        boolean sinusoidal = positionWidth > 0 && fields.truth("sinusoidal_cat_pos_emb", false);
        return new CheckpointConfig(
                model,
                fields.truth("bias", true),
                fields.truth("ln_bias", true),
                sinusoidal ? Positions.SINUSOIDAL : Positions.STORED,
                warnings);
    }

    private void warnOfUnknownKeys() {
        for (String key : (Iterable<String>) fields.object()::fieldNames) {
            if (KNOWN.contains(key) || HUGGING_FACE.contains(key) || key.endsWith("_token_id")) continue;
            warn(key, "is an unknown key and was ignored");
        }
    }

    private int headWidth(int modelWidth, int heads) throws ModelFormatException {
        int headWidth = fields.size("d_head", modelWidth / heads);
        if (3L * heads * headWidth > ConfigFields.MOST) {
            throw fields.refused("d_head", "is " + headWidth + ", too wide for " + heads + " heads");
        }
        return headWidth;
    }

    private int mlpWidth(int modelWidth) throws ModelFormatException {
        int old = fields.size("n_mlp", 0);
        int width = fields.size("d_mlp", old > 0 ? old : Math.multiplyExact(4, modelWidth));
        if (old > 0 && old != width) throw fields.refused("n_mlp", "is " + old + " but d_mlp is " + width);
        return width;
    }

    private Activation choice(String key, Activation standard, Activation other) throws ModelFormatException {
        String text = fields.text(key, label(standard));
        if (text.equals(label(standard))) return standard;
        if (text.equals(label(other))) return other;
        throw fields.refused(key, "is \"" + text + "\", expected " + label(standard) + " or " + label(other));
    }

    private static String label(Activation activation) {
        return switch (activation) {
            case IDENTITY -> "identity";
            case RELU -> "relu";
            case GELU -> "gelu";
        };
    }

    /// The public code has a sink only on its flash attention path.
    private boolean sink() throws ModelFormatException {
        boolean sink = fields.truth("sink", false);
        if (sink && !fields.truth("flash", true)) {
            warn("sink", "is true but flash is false: such a model has no sink");
            return false;
        }
        return sink;
    }

    private double topKFraction() throws ModelFormatException {
        double fraction = fields.number("afrac", 1);
        if (!(fraction >= 0 && fraction <= 1)) throw fields.refused("afrac", "is " + fraction + ", expected 0 to 1");
        return fraction;
    }

    private Set<TopKPlace> topKPlaces() throws ModelFormatException {
        Set<TopKPlace> places = EnumSet.noneOf(TopKPlace.class);
        String labels = fields.text("afrac_loctypes", "attn_in,attn_out,mlp_in,mlp_out");
        if (!fields.has("afrac")) return places;
        for (String label : labels.split(",", -1)) {
            TopKPlace.ofLabel(label)
                    .ifPresentOrElse(
                            places::add,
                            () -> warn(
                                    "afrac_loctypes", "names the unknown place \"" + label + "\", which was ignored"));
        }
        return places;
    }

    private void warnOfEmptyTopK(ModelConfig model) {
        String empty = model.topKPlaces().stream()
                .filter(place -> model.kept(place, width(model, place)) == 0)
                .sorted()
                .map(TopKPlace::label)
                .collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            warn("afrac", "is " + model.topKFraction() + ", which keeps 0 channels at " + empty);
        }
    }

    private static int width(ModelConfig model, TopKPlace place) {
        return switch (place) {
            case ATTN_IN, MLP_IN -> model.readWidth();
            case ATTN_Q, ATTN_K, ATTN_V -> model.attentionWidth();
            case MLP_NEURON -> model.mlpWidth();
            case ATTN_OUT, MLP_OUT, RESID_POST_ATTN, RESID_POST_MLP -> model.modelWidth();
        };
    }

    private void warn(String key, String what) {
        warnings.add(fields.refused(key, what).getMessage());
    }
}
