package org.circuitexplorer.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.NamedTensor;
import org.circuitexplorer.engine.io.StoredTensor;
import org.circuitexplorer.engine.io.TensorFile;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// The derivative of a two-answer loss by the mask value of every node, over right-padded sequences with an answer
/// position each: `loss = mean over sequences of -log softmax(logits[read, (good, bad)])[0]`.
///
/// @param sequences tokens up to and including the position that is read; attention is causal, so the rest is without
///     effect
/// @param good wanted answer of each sequence
/// @param bad the other answer
/// @param mask a value for each node
/// @param means a mean for each node
record MaskGradient(
        SparseTransformer model, List<int[]> sequences, int[] good, int[] bad, float[] mask, float[] means) {

    /// Reads a batch in the layout of `gradients.safetensors`.
    static MaskGradient read(SparseTransformer model, TensorFile file, String maskName) throws ModelFormatException {
        TokenGrid grid = TokenGrid.of(Tensors.require(file, "tokens"));
        int count = grid.rows().size();
        int[] read = Tensors.ints(file, "read_position", count);
        StoredTensor answers = Tensors.require(file, "answer_tokens");
        int[] pairs = Tensors.ints(file, "answer_tokens", 2 * count);
        checkBelow(answers, pairs, model.config().vocabularySize());
        checkBelow(Tensors.require(file, "read_position"), read, grid.length());
        List<int[]> sequences = new ArrayList<>();
        for (int s = 0; s < count; s++) sequences.add(Arrays.copyOf(grid.rows().get(s), read[s] + 1));
        NodeIndex nodes = new NodeIndex(model.config());
        return new MaskGradient(
                model,
                sequences,
                IntStream.range(0, count).map(s -> pairs[2 * s]).toArray(),
                IntStream.range(0, count).map(s -> pairs[2 * s + 1]).toArray(),
                maskName.equals("ones") ? ones(nodes.size()) : perNode(file, nodes, maskName + ".mask."),
                perNode(file, nodes, "mean."));
    }

    private static void checkBelow(StoredTensor tensor, int[] values, int limit) throws ModelFormatException {
        for (int value : values) {
            if (value < 0 || value >= limit) {
                throw new ModelFormatException(
                        tensor.file(), tensor.name(), "expected numbers from 0 to " + (limit - 1) + ", found " + value);
            }
        }
    }

    private static float[] ones(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 1);
        return values;
    }

    private static float[] perNode(TensorFile file, NodeIndex nodes, String prefix) throws ModelFormatException {
        float[] values = new float[nodes.size()];
        for (Site site : nodes.sites()) {
            float[] channels = Tensors.floats(file, prefix + site.name(), nodes.width(site));
            System.arraycopy(channels, 0, values, nodes.offset(site), channels.length);
        }
        return values;
    }

    /// @param device the model where it is to be computed
    Result compute(ModelOnDevice device) {
        int[] vocabulary = IntStream.range(0, model.config().vocabularySize()).toArray();
        GradientRunner pass = device.gradient(TokenBatch.of(sequences), vocabulary);
        Panel logits = pass.forward(mask, means);
        Panel slope = new Panel(vocabulary.length, good.length);
        float[] losses = new float[good.length];
        double sum = 0;
        for (int s = 0; s < good.length; s++) {
            double difference = (double) logits.get(good[s], s) - logits.get(bad[s], s);
            double loss = Math.log1p(Math.exp(-Math.abs(difference))) + Math.max(0, -difference);
            float wrong = (float) (1 / (1 + Math.exp(difference)) / good.length);
            slope.set(good[s], s, slope.get(good[s], s) - wrong);
            slope.set(bad[s], s, slope.get(bad[s], s) + wrong);
            losses[s] = (float) loss;
            sum += loss;
        }
        float[] gradient = new float[mask.length];
        pass.backward(slope, mask, means, gradient);
        return new Result(new NodeIndex(model.config()), sum / losses.length, losses, logits, gradient);
    }

    /// @param loss mean over sequences, nats
    /// @param losses loss of each sequence
    /// @param logits `[vocabulary]` channels, a column per sequence
    /// @param gradient derivative of the loss by each node's mask value
    record Result(NodeIndex nodes, double loss, float[] losses, Panel logits, float[] gradient) {
        /// What the command writes, in the layout of the reference.
        List<NamedTensor> tensors() {
            List<NamedTensor> tensors = new ArrayList<>();
            tensors.add(NamedTensor.of("loss", new float[] {(float) loss}));
            tensors.add(NamedTensor.of("loss_per_sequence", losses, losses.length));
            tensors.add(
                    NamedTensor.of("logits_at_read_position", logits.toRowMajor(), losses.length, logits.channels()));
            for (Site site : nodes.sites()) {
                int from = nodes.offset(site);
                int width = nodes.width(site);
                float[] ofSite = Arrays.copyOfRange(gradient, from, from + width);
                tensors.add(NamedTensor.of("grad_mask." + site.name(), ofSite, width));
            }
            return tensors;
        }
    }
}
