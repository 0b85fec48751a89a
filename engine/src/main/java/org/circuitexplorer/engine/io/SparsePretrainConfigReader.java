package org.circuitexplorer.engine.io;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.io.CheckpointConfig.Positions;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.TopKPlace;

/// Reads the configuration of models trained with the third-party `sparse_pretrain`: the objects `model_config`,
/// `sparsity_config` and `training_config`.
final class SparsePretrainConfigReader {
    /// The key by which such a configuration is recognised.
    static final String MODEL = "model_config";

    private static final String EVERYWHERE = "attn_in,attn_out,mlp_in,mlp_out,mlp_neuron,attn_v,attn_k,attn_q";

    private final ConfigFields model;
    private final ConfigFields sparsity;
    private final ConfigFields training;

    SparsePretrainConfigReader(ConfigFields root) throws ModelFormatException {
        this.model = root.object(MODEL);
        this.sparsity = root.object("sparsity_config");
        this.training = root.object("training_config");
    }

    CheckpointConfig read() throws ModelFormatException {
        int width = model.size("d_model");
        int headWidth = model.size("d_head", 16);
        if (width % headWidth != 0) {
            throw model.refused("d_head", "is " + headWidth + ", which does not divide d_model " + width);
        }
        boolean topK = sparsity.truth("enable_activation_sparsity", true);
        ModelConfig config = new ModelConfig(
                model.size("n_ctx", 256),
                model.size("vocab_size"),
                model.size("n_layer"),
                width / headWidth,
                headWidth,
                width,
                model.size("d_mlp", 4 * width),
                0,
                model.truth("use_rms_norm", true),
                activation(),
                Activation.IDENTITY,
                fraction(),
                topK ? places() : EnumSet.noneOf(TopKPlace.class),
                model.truth("tie_embeddings", false),
                model.truth("use_bigram_table", true),
                model.truth("use_attention_sinks", true) && model.truth("use_flash_attention", true),
                training.text("tokenizer_name", ""));
        Positions positions = model.truth("use_positional_embeddings", false) ? Positions.STORED : Positions.NONE;
        return new CheckpointConfig(config, model.truth("use_bias", true), true, positions, warnings(config));
    }

    private Activation activation() throws ModelFormatException {
        String name = model.text("activation", "gelu");
        return switch (name) {
            case "gelu" -> Activation.GELU;
            case "relu" -> Activation.RELU;
            default -> throw model.refused("activation", "is \"" + name + "\", expected gelu or relu");
        };
    }

    private double fraction() throws ModelFormatException {
        double fraction = sparsity.number("activation_topk_fraction", 0.25);
        if (fraction >= 0 && fraction <= 1) return fraction;
        throw sparsity.refused("activation_topk_fraction", "is " + fraction + ", expected 0 to 1");
    }

    private Set<TopKPlace> places() throws ModelFormatException {
        Set<TopKPlace> places = EnumSet.noneOf(TopKPlace.class);
        String key = "activation_sparsity_locations";
        for (String label : sparsity.text(key, EVERYWHERE).split(",", -1)) {
            String released = label.equals("resid_mid") ? "resid_post_attn" : label;
            places.add(TopKPlace.ofLabel(released)
                    .orElseThrow(() -> sparsity.refused(key, "names \"" + label + "\", which cannot be read")));
        }
        return places;
    }

    /// That code keeps at least one channel; here a fraction that small keeps none.
    private static List<String> warnings(ModelConfig config) {
        List<String> warnings = new ArrayList<>();
        int narrowest = Math.min(config.modelWidth(), Math.min(config.mlpWidth(), config.attentionWidth()));
        if (!config.topKPlaces().isEmpty() && (int) (config.topKFraction() * narrowest) == 0) {
            warnings.add("activation_topk_fraction is " + config.topKFraction() + ", which keeps no channel of "
                    + narrowest);
        }
        return warnings;
    }
}
