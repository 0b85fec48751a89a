package org.circuitexplorer.engine.synthetic;

import java.util.ArrayList;
import java.util.List;

/// The tensors of a random model with the state-dict names of the released ones. Magnitudes are chosen so that logits
/// of attention spread over a few units, no sublayer drowns the stream, and AbsTopK has more candidates than it
/// keeps.
final class RandomCheckpoint {
    private static final double QUERY_KEY_VALUE = 2;
    private static final double ATTENTION_WRITE = 0.7;
    private static final double NEURON = 1.5;
    private static final double MLP_WRITE = 0.5;
    private static final double LOGIT = 2;

    private final CheckpointShape shape;
    private final List<RandomTensor> tensors = new ArrayList<>();

    private RandomCheckpoint(CheckpointShape shape) {
        this.shape = shape;
    }

    static List<RandomTensor> tensors(CheckpointShape shape) {
        RandomCheckpoint checkpoint = new RandomCheckpoint(shape);
        checkpoint.collect();
        return checkpoint.tensors;
    }

    private void collect() {
        int width = shape.width();
        dense("bigram_table", shape.vocabulary(), shape.vocabulary(), true);
        sparse("final_logits_bias", 0, shape.vocabulary(), 0.1);
        sparse("transformer.wte.weight", shape.vocabulary(), width, 2);
        add("transformer.wpe.weight", shape.block(), width, shape.density(), 0.1f, true);
        for (int l = 0; l < shape.layers(); l++) layer("transformer.h." + l + ".");
        dense("transformer.ln_f.weight", 0, width, false);
        matrix("lm_head.weight", shape.vocabulary(), width, LOGIT);
    }

    private void layer(String prefix) {
        int width = shape.width();
        int attention = shape.heads() * shape.headWidth();
        dense(prefix + "ln_1.weight", 0, width, false);
        linear(prefix + "attn.c_attn", 3 * attention, width, QUERY_KEY_VALUE);
        linear(prefix + "attn.c_proj", width, attention, ATTENTION_WRITE);
        dense(prefix + "attn.attn_imp.sink_logit", 0, shape.heads(), true);
        dense(prefix + "ln_2.weight", 0, width, false);
        linear(prefix + "mlp.c_fc", shape.mlpWidth(), width, NEURON);
        linear(prefix + "mlp.c_proj", width, shape.mlpWidth(), MLP_WRITE);
    }

    private void linear(String name, int out, int in, double spread) {
        matrix(name + ".weight", out, in, spread);
        sparse(name + ".bias", 0, out, 0.1);
    }

    /// Weights that turn inputs of unit spread into outputs of the given one.
    private void matrix(String name, int rows, int columns, double spread) {
        sparse(name, rows, columns, spread / Math.sqrt(Math.max(1, shape.density() * columns)));
    }

    private void sparse(String name, int rows, int columns, double magnitude) {
        add(name, rows, columns, shape.density(), (float) magnitude, true);
    }

    private void dense(String name, int rows, int columns, boolean signed) {
        add(name, rows, columns, 1, 1, signed);
    }

    private void add(String name, int rows, int columns, double density, float center, boolean signed) {
        long seed = 31 * shape.seed() + tensors.size();
        tensors.add(new RandomTensor(name, rows, columns, density, center, signed, seed));
    }
}
