package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `info MODEL`
@Command(name = "info", description = "Show what a model is: shape, variants, how sparse it is.")
final class InfoCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Override
    public Integer call() throws IOException, ModelFormatException {
        Console console = common.console();
        LoadedModel loaded = model.load(console);
        if (common.json()) console.json(asMap(loaded));
        else print(console, loaded);
        return ExitCode.DONE;
    }

    private static void print(Console console, LoadedModel loaded) {
        ModelConfig c = loaded.transformer().config();
        long nonZero = loaded.transformer().nonZeroWeights();
        console.print(loaded.name());
        console.print(format(ROOT, "  weights      %s", loaded.weightsFile()));
        console.print(format(ROOT, "  SHA-256      %s", loaded.sha256()));
        console.print(format(
                ROOT,
                "  layers       %d of %d heads of %d channels, %,d neurons each",
                c.layers(),
                c.heads(),
                c.headWidth(),
                c.mlpWidth()));
        console.print(format(
                ROOT,
                "  residual     %,d channels, %s, %s",
                c.modelWidth(),
                c.rmsNorm() ? "RMSNorm" : "LayerNorm",
                positions(loaded.transformer())));
        console.print(format(
                ROOT,
                "  vocabulary   %,d tokens, %s",
                c.vocabularySize(),
                loaded.tokenizer().isPresent() ? "tokenizer " + c.tokenizerName() : "no tokenizer"));
        console.print(format(ROOT, "  context      %,d tokens", c.blockSize()));
        console.print(format(ROOT, "  activation   %s%s", word(c.activation()), c.sink() ? ", attention sink" : ""));
        console.print(format(ROOT, "  AbsTopK      %s", topK(c)));
        console.print(format(ROOT, "  bigrams      %s", c.bigram() ? "table added to the logits" : "none"));
        console.print(format(ROOT, "  parameters   %,d", loaded.parameterCount()));
        console.print(format(ROOT, "  non-zero     %,d weights outside the bigram table", nonZero));
        console.print(format(ROOT, "  nodes        %,d", c.nodeCount()));
    }

    private static String positions(SparseTransformer model) {
        if (model.positionEmbedding().nonZeros() == 0) return "no positions";
        int width = model.config().positionWidth();
        return width > 0 ? "positions in " + width + " channels beside it" : "positions added to it";
    }

    private static String topK(ModelConfig c) {
        if (c.topKPlaces().isEmpty()) return "nowhere";
        return c.topKFraction() + " of the channels at " + places(c).collect(Collectors.joining(", "));
    }

    private static Stream<String> places(ModelConfig c) {
        return c.topKPlaces().stream().sorted().map(TopKPlace::label);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(ROOT);
    }

    private static Map<String, Object> asMap(LoadedModel loaded) {
        ModelConfig c = loaded.transformer().config();
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("block_size", c.blockSize());
        config.put("vocab_size", c.vocabularySize());
        config.put("n_layer", c.layers());
        config.put("n_head", c.heads());
        config.put("d_head", c.headWidth());
        config.put("d_model", c.modelWidth());
        config.put("d_mlp", c.mlpWidth());
        config.put("d_pos_emb", c.positionWidth() > 0 ? c.positionWidth() : null);
        config.put("rms_norm", c.rmsNorm());
        config.put("activation_type", word(c.activation()));
        config.put("residual_activation_type", word(c.residualActivation()));
        config.put("afrac", c.topKPlaces().isEmpty() ? null : c.topKFraction());
        config.put("afrac_loctypes", places(c).toList());
        config.put("tied_unembed", c.tiedUnembedding());
        config.put("enable_bigram_table", c.bigram());
        config.put("sink", c.sink());
        config.put("tokenizer_name", c.tokenizerName());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", loaded.name());
        map.put("weights", loaded.weightsFile().toString());
        map.put("sha256", loaded.sha256());
        map.put("config", config);
        map.put("parameters", loaded.parameterCount());
        map.put("non_zero_weights", loaded.transformer().nonZeroWeights());
        map.put("nodes", c.nodeCount());
        map.put("tokenizer", loaded.tokenizer().isPresent());
        map.put("warnings", loaded.warnings());
        return map;
    }
}
