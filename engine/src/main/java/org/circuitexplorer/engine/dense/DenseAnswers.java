package org.circuitexplorer.engine.dense;

import java.util.Set;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// Logits of a few tokens with ND4J.
final class DenseAnswers implements AnswerRunner {
    private final TokenBatch batch;
    private final DenseReadout readout;
    private final DenseForward forward;

    DenseAnswers(DenseWeights weights, TokenBatch batch, int[] vocabulary) {
        this.batch = batch;
        this.readout = new DenseReadout(weights.model, vocabulary);
        this.forward = new DenseForward(weights, readout);
    }

    @Override
    public Panel logits(Interventions interventions) {
        return forward.run(batch, interventions, Set.of(), LogitsAt.LAST).requireLogits();
    }

    @Override
    public void close() {
        forward.close();
        readout.close();
    }
}
