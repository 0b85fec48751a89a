package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;

/// A model with every weight in ND4J's memory.
final class DenseModel implements ModelOnDevice {
    private final DenseWeights weights;
    private final DenseReadout readout;

    DenseModel(SparseTransformer model) {
        this.weights = new DenseWeights(model);
        this.readout = new DenseReadout(model, DenseReadout.all(model));
    }

    @Override
    public SparseTransformer model() {
        return weights.model;
    }

    @Override
    public ForwardRunner forward() {
        return new DenseForward(weights, readout);
    }

    @Override
    public AnswerRunner answers(TokenBatch batch, int[] vocabulary) {
        batch.requireFits(weights.model.config());
        return Nd4jFailure.guarded(() -> new DenseAnswers(weights, batch, vocabulary));
    }

    @Override
    public GradientRunner gradient(TokenBatch batch, int[] vocabulary) {
        batch.requireFits(weights.model.config());
        return Nd4jFailure.guarded(() -> new DenseGradient(weights, batch, vocabulary));
    }

    @Override
    public void close() {
        readout.close();
        weights.close();
    }
}
