package org.circuitexplorer.engine.synthetic;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a synthetic checkpoint looks like: the sizes of the released models unless said otherwise.
///
/// @param seed seed of all weights
/// @param layers number of layers
/// @param width channels of the residual stream
/// @param heads attention heads of a layer
/// @param headWidth channels of a head
/// @param mlpWidth neurons of a layer
/// @param vocabulary number of tokens
/// @param block most tokens in a sequence
/// @param density share of weights that are not zero, the bigram table aside
record CheckpointShape(
        long seed,
        int layers,
        int width,
        int heads,
        int headWidth,
        int mlpWidth,
        int vocabulary,
        int block,
        double density) {
    private static final Set<String> KEYS =
            Set.of("seed", "n_layer", "d_model", "n_head", "d_head", "d_mlp", "vocab_size", "block_size", "density");

    CheckpointShape {
        if (!(density > 0 && density <= 1)) throw new IllegalArgumentException("density: expected 0 to 1");
        if (Math.min(layers, Math.min(width, heads)) < 1 || width % heads != 0) {
            throw new IllegalArgumentException("n_head " + heads + " does not divide d_model " + width);
        }
    }

    /// Reads settings such as `seed=2,density=0.03,n_layer=16`.
    static CheckpointShape parse(String settings) {
        Map<String, String> given = new TreeMap<>();
        for (String setting : settings.isBlank() ? new String[0] : settings.split(",", -1)) {
            int equals = setting.indexOf('=');
            String key = equals < 0 ? setting : setting.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw new IllegalArgumentException("\"" + setting + "\": expected KEY=VALUE, KEY one of " + KEYS);
            }
            given.put(key, setting.substring(equals + 1));
        }
        return new CheckpointShape(
                Long.parseLong(given.getOrDefault("seed", "0")),
                integer(given, "n_layer", 8),
                integer(given, "d_model", 2048),
                integer(given, "n_head", 128),
                integer(given, "d_head", 16),
                integer(given, "d_mlp", 8192),
                integer(given, "vocab_size", 2048),
                integer(given, "block_size", 256),
                Double.parseDouble(given.getOrDefault("density", "0.008")));
    }

    private static int integer(Map<String, String> given, String key, int otherwise) {
        return Integer.parseInt(given.getOrDefault(key, Integer.toString(otherwise)));
    }

    /// `beeg_config.json` of such a checkpoint.
    String config() {
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.put("block_size", block).put("vocab_size", vocabulary).put("n_layer", layers);
        json.put("n_head", heads).put("d_head", headWidth).put("d_model", width).put("d_mlp", mlpWidth);
        json.put("bias", true).put("rms_norm", true).put("activation_type", "gelu");
        json.put("residual_activation_type", "identity").put("afrac", 0.25);
        json.put("afrac_loctypes", "attn_in,attn_q,attn_k,attn_v,attn_out,mlp_in,mlp_neuron,mlp_out");
        json.put("tied_unembed", false).put("tokenizer_name", "");
        json.put("enable_bigram_table", true).put("learnable_bigram_table", true);
        return json.put("flash", true).put("sink", true).toPrettyString() + "\n";
    }
}
