package org.circuitexplorer.engine.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.io.Checkpoint.Wanted;
import org.circuitexplorer.engine.io.CheckpointConfig.Positions;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Puts a transformer together from the tensors of a checkpoint, under the names of the released models.
final class TransformerReader {
    static final String TOKEN_EMBEDDING = "transformer.wte.weight";
    static final String POSITION_EMBEDDING = "transformer.wpe.weight";
    static final String UNEMBEDDING = "lm_head.weight";
    private static final String BIGRAM = "bigram_table";

    private final CheckpointConfig checkpointConfig;
    private final ModelConfig config;
    private final Checkpoint checkpoint;

    TransformerReader(CheckpointConfig checkpointConfig, Checkpoint checkpoint) {
        this.checkpointConfig = checkpointConfig;
        this.config = checkpointConfig.model();
        this.checkpoint = checkpoint;
    }

    SparseTransformer read() throws ModelFormatException {
        try (Workers workers = Workers.forThisMachine()) {
            checkpoint.prepare(largeMatrices(), workers);
        }
        int vocabulary = config.vocabularySize();
        int width = config.modelWidth();
        CsrMatrix tokenEmbedding = checkpoint.matrix(TOKEN_EMBEDDING, vocabulary, width);
        CsrMatrix positionEmbedding = positionEmbedding();
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < config.layers(); l++) layers.add(layer("transformer.h." + l + "."));
        Norm finalNorm = norm("transformer.ln_f", width);
        CsrMatrix unembedding = unembedding(tokenEmbedding);
        float[] logitsBias = checkpoint.vectorOrZeros("final_logits_bias", vocabulary);
        return new SparseTransformer(
                config,
                tokenEmbedding,
                positionEmbedding,
                layers,
                finalNorm,
                new Linear(UNEMBEDDING, unembedding, logitsBias),
                config.bigram() ? checkpoint.matrix(BIGRAM, vocabulary, vocabulary) : null);
    }

    /// Those that take long come first, so that no thread is left with one at the end: the bigram table has few zeros.
    private List<Wanted> largeMatrices() {
        int vocabulary = config.vocabularySize();
        int width = config.modelWidth();
        int attention = config.attentionWidth();
        List<Wanted> wanted = new ArrayList<>();
        if (config.bigram()) wanted.add(new Wanted(BIGRAM, vocabulary, vocabulary));
        for (int l = 0; l < config.layers(); l++) {
            String prefix = "transformer.h." + l + ".";
            wanted.add(new Wanted(prefix + "attn.c_attn.weight", 3 * attention, config.readWidth()));
            wanted.add(new Wanted(prefix + "attn.c_proj.weight", width, attention));
            wanted.add(new Wanted(prefix + "mlp.c_fc.weight", config.mlpWidth(), config.readWidth()));
            wanted.add(new Wanted(prefix + "mlp.c_proj.weight", width, config.mlpWidth()));
        }
        wanted.add(new Wanted(TOKEN_EMBEDDING, vocabulary, width));
        wanted.add(new Wanted(UNEMBEDDING, vocabulary, width));
        return wanted;
    }

    private CsrMatrix positionEmbedding() throws ModelFormatException {
        int width = config.positionWidth() > 0 ? config.positionWidth() : config.modelWidth();
        Positions positions = checkpointConfig.positions();
        if (positions == Positions.NONE) return noPositions(width);
        if (positions == Positions.SINUSOIDAL && !checkpoint.has(POSITION_EMBEDDING)) {
            return SinusoidalPositions.table(config.blockSize(), width);
        }
        return checkpoint.matrix(POSITION_EMBEDDING, config.blockSize(), width);
    }

    private CsrMatrix noPositions(int width) {
        return new CsrMatrix(config.blockSize(), width, new int[config.blockSize() + 1], new int[0], new float[0]);
    }

    private CsrMatrix unembedding(CsrMatrix tokenEmbedding) throws ModelFormatException {
        if (config.tiedUnembedding() && !checkpoint.has(UNEMBEDDING)) return tokenEmbedding;
        CsrMatrix unembedding = checkpoint.matrix(UNEMBEDDING, config.vocabularySize(), config.modelWidth());
        if (!config.tiedUnembedding()) return unembedding;
        if (!Arrays.equals(unembedding.rowStart(), tokenEmbedding.rowStart())
                || !Arrays.equals(unembedding.column(), tokenEmbedding.column())
                || !Arrays.equals(unembedding.value(), tokenEmbedding.value())) {
            throw new ModelFormatException(
                    checkpoint.path(),
                    UNEMBEDDING,
                    "differs from " + TOKEN_EMBEDDING + ", expected the same as tied_unembed says");
        }
        return tokenEmbedding;
    }

    private Layer layer(String prefix) throws ModelFormatException {
        int read = config.readWidth();
        int attention = config.attentionWidth();
        boolean positions = config.positionWidth() > 0;
        checkpoint.ignore(prefix + "attn.bias");
        checkpoint.ignore(prefix + "attn.causal_mask");
        return new Layer(
                norm(prefix + "ln_1", config.modelWidth()),
                positions ? norm(prefix + "ln_p1", config.positionWidth()) : null,
                linear(prefix + "attn.c_attn", 3 * attention, read),
                linear(prefix + "attn.c_proj", config.modelWidth(), attention),
                config.sink() ? checkpoint.vector(prefix + "attn.attn_imp.sink_logit", config.heads()) : null,
                norm(prefix + "ln_2", config.modelWidth()),
                positions ? norm(prefix + "ln_p2", config.positionWidth()) : null,
                linear(prefix + "mlp.c_fc", config.mlpWidth(), read),
                linear(prefix + "mlp.c_proj", config.modelWidth(), config.mlpWidth()));
    }

    private Linear linear(String name, int out, int in) throws ModelFormatException {
        CsrMatrix weight = checkpoint.matrix(name + ".weight", out, in);
        float[] bias = checkpointConfig.bias() ? checkpoint.vectorOrZeros(name + ".bias", out) : new float[out];
        return new Linear(name + ".weight", weight, bias);
    }

    private Norm norm(String name, int width) throws ModelFormatException {
        float[] weight = checkpoint.vector(name + ".weight", width);
        boolean bias = checkpointConfig.normBias() && !config.rmsNorm();
        return new Norm(
                config.rmsNorm(), weight, bias ? checkpoint.vectorOrZeros(name + ".bias", width) : new float[width]);
    }
}
