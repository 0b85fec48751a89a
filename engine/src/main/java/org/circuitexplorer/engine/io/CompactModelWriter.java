package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Writes a model as one small file: every sparse matrix in compact form, and the configuration and the model's
/// identity under `__metadata__`. [ModelLoader] reads it like any other, only faster.
public final class CompactModelWriter {
    private final SparseTransformer model;
    private final List<NamedTensor> tensors = new ArrayList<>();

    private CompactModelWriter(SparseTransformer model) {
        this.model = model;
    }

    /// Writes a model, atomically. The file answers to the SHA-256 of the weights that the model was read from.
    ///
    /// @throws org.circuitexplorer.engine.job.CancelledException when asked to; the file is then as it was
    public static void write(Path path, LoadedModel loaded, ProgressListener progress, CancelToken cancel)
            throws IOException {
        String source = loaded.source().sha256(progress, cancel);
        CompactModelWriter writer = new CompactModelWriter(loaded.transformer());
        writer.collect();
        Map<String, String> metadata = new LinkedHashMap<>();
        String config = config(loaded.transformer().config());
        metadata.put(CompactIdentity.CONFIG, config);
        metadata.put(CompactIdentity.SOURCE, source);
        progress.at("writing the compact form", 0, 0);
        CRC32C sum = new CRC32C();
        SafetensorsWriter.addTo(sum, writer.tensors);
        metadata.put(CompactIdentity.CONTENT, CompactIdentity.withConfig(sum, config));
        SafetensorsWriter.write(path, writer.tensors, metadata, cancel);
    }

    private void collect() {
        matrix(TransformerReader.TOKEN_EMBEDDING, model.tokenEmbedding());
        matrix(TransformerReader.POSITION_EMBEDDING, model.positionEmbedding());
        for (int l = 0; l < model.layers().size(); l++) {
            layer("transformer.h." + l + ".", model.layers().get(l));
        }
        norm("transformer.ln_f", model.finalNorm());
        if (!model.config().tiedUnembedding()) {
            matrix(TransformerReader.UNEMBEDDING, model.unembedding().weight());
        }
        vector("final_logits_bias", model.unembedding().bias());
        if (model.bigram() != null) matrix("bigram_table", model.bigram());
    }

    private void layer(String prefix, Layer layer) {
        norm(prefix + "ln_1", layer.attentionNorm());
        if (layer.attentionPositionNorm() != null) norm(prefix + "ln_p1", layer.attentionPositionNorm());
        linear(prefix + "attn.c_attn", layer.attentionIn());
        linear(prefix + "attn.c_proj", layer.attentionOut());
        if (layer.sinkLogit() != null) vector(prefix + "attn.attn_imp.sink_logit", layer.sinkLogit());
        norm(prefix + "ln_2", layer.mlpNorm());
        if (layer.mlpPositionNorm() != null) norm(prefix + "ln_p2", layer.mlpPositionNorm());
        linear(prefix + "mlp.c_fc", layer.mlpIn());
        linear(prefix + "mlp.c_proj", layer.mlpOut());
    }

    private void linear(String name, Linear linear) {
        matrix(name + ".weight", linear.weight());
        vector(name + ".bias", linear.bias());
    }

    private void norm(String name, Norm norm) {
        vector(name + ".weight", norm.weight());
        if (!norm.rms()) vector(name + ".bias", norm.bias());
    }

    private void matrix(String name, CsrMatrix matrix) {
        if (CompactMatrix.isSmaller(matrix)) tensors.addAll(CompactMatrix.tensors(name, matrix));
        else tensors.add(NamedTensor.of(name, matrix.toRowMajor(), matrix.rows(), matrix.columns()));
    }

    private void vector(String name, float[] values) {
        tensors.add(NamedTensor.of(name, values, values.length));
    }

    private static String config(ModelConfig config) {
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.put("block_size", config.blockSize());
        json.put("vocab_size", config.vocabularySize());
        json.put("n_layer", config.layers());
        json.put("n_head", config.heads());
        json.put("d_head", config.headWidth());
        json.put("d_model", config.modelWidth());
        json.put("d_mlp", config.mlpWidth());
        if (config.positionWidth() > 0) json.put("d_pos_emb", config.positionWidth());
        json.put("rms_norm", config.rmsNorm());
        json.put("activation_type", config.activation() == Activation.RELU ? "relu" : "gelu");
        json.put("residual_activation_type", config.residualActivation() == Activation.RELU ? "relu" : "identity");
        if (!config.topKPlaces().isEmpty()) {
            json.put("afrac", config.topKFraction());
            json.put("afrac_loctypes", labels(config));
        }
        json.put("tied_unembed", config.tiedUnembedding());
        json.put("enable_bigram_table", config.bigram());
        json.put("sink", config.sink());
        json.put("tokenizer_name", config.tokenizerName());
        return json.toString();
    }

    private static String labels(ModelConfig config) {
        return config.topKPlaces().stream().sorted().map(TopKPlace::label).collect(Collectors.joining(","));
    }
}
