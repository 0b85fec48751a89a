package org.circuitexplorer.engine.dense;

import java.util.List;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Logits under a node mask and their gradient with ND4J. A batch of several parts keeps the tape of one part at a
/// time; the others run forward once more before they run backward, so memory does not grow with the batch.
final class DenseGradient implements GradientRunner {
    private final DenseWeights weights;
    private final NodeIndex index;
    private final TokenBatch batch;
    private final int[] vocabulary;
    private final DenseReadout readout;
    private final List<DenseBatch> parts;
    private final DenseMemory memory;
    private @Nullable DenseTape tape;
    private @Nullable DenseShape tapeShape;
    private @Nullable DenseMask mask;
    /// Number of the part that is on the tape, -1 for none.
    private int taped = -1;

    DenseGradient(DenseWeights weights, TokenBatch batch, int[] vocabulary) {
        batch.requireFits(weights.model.config());
        this.weights = weights;
        this.index = new NodeIndex(weights.model.config());
        this.batch = batch;
        this.vocabulary = vocabulary.clone();
        this.readout = new DenseReadout(weights.model, vocabulary);
        this.parts = DenseBatch.parts(batch);
        this.memory = new DenseMemory(weights.model.config());
    }

    @Override
    public Panel forward(float[] nodeMask, float[] means) {
        return Nd4jFailure.guarded(() -> {
            if (mask != null) mask.close();
            DenseMask now = new DenseMask(index, nodeMask, means);
            mask = now;
            Panel logits = new Panel(vocabulary.length, batch.sequences());
            for (int p = 0; p < parts.size(); p++) {
                DenseWork work = run(p, now);
                DenseLast last = DenseLast.of(parts.get(p));
                INDArray stream = last.pick(work.stream);
                readout.logits(stream, last.sequences(), last.tokens(), logits, work);
                stream.close();
                last.close();
            }
            return logits;
        });
    }

    /// Forward of one part, which is then on the tape.
    private DenseWork run(int part, DenseMask now) {
        DenseBatch some = parts.get(part);
        DenseWork work = memory.work(some.shape());
        weights.run(some, work, tape(some.shape()).recording(now));
        taped = part;
        return work;
    }

    private DenseTape tape(DenseShape shape) {
        if (tape != null && shape.equals(tapeShape)) return tape;
        if (tape != null) tape.close();
        DenseTape made = new DenseTape(weights.model.config(), shape);
        tape = made;
        tapeShape = shape;
        return made;
    }

    @Override
    public void backward(Panel logitGradient, float[] nodeMask, float[] means, float[] result) {
        DenseMask now = mask;
        if (now == null) throw new IllegalStateException("backward before forward");
        Nd4jFailure.guarded(() -> {
            double[] slopes = new double[index.size()];
            for (int p = parts.size() - 1; p >= 0; p--) {
                if (taped != p) run(p, now);
                backward(parts.get(p), logitGradient, now, slopes);
            }
            for (int i = 0; i < slopes.length; i++) result[i] = (float) slopes[i];
            return result;
        });
    }

    private void backward(DenseBatch part, Panel logitGradient, DenseMask now, double[] slopes) {
        ModelConfig config = weights.model.config();
        DenseWork work = memory.work(part.shape());
        DenseLast last = DenseLast.of(part);
        INDArray end = last.pick(tape(part.shape()).at(config.sites().getLast()));
        INDArray gradient = DenseMatrices.activations(
                columns(logitGradient, last.sequences()), vocabulary.length, last.sequences().length);
        INDArray picked = DenseMatrices.activations(config.modelWidth(), last.sequences().length);
        readout.backward(end, gradient, picked, work);
        last.put(picked, work.stream);
        DenseBackward backward = new DenseBackward(index, config, work, tape(part.shape()), now, slopes);
        for (int l = config.layers() - 1; l >= 0; l--) backward.layer(weights.layers.get(l), l);
        for (INDArray array : new INDArray[] {end, gradient, picked}) array.close();
        last.close();
    }

    private float[] columns(Panel panel, int[] columns) {
        float[] values = new float[columns.length * vocabulary.length];
        for (int i = 0; i < columns.length; i++) {
            for (int r = 0; r < vocabulary.length; r++) values[i * vocabulary.length + r] = panel.get(r, columns[i]);
        }
        return values;
    }

    @Override
    public void close() {
        memory.close();
        readout.close();
        if (tape != null) tape.close();
        if (mask != null) mask.close();
        tape = null;
        mask = null;
    }
}
