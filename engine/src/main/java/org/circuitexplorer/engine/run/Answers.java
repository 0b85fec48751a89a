package org.circuitexplorer.engine.run;

import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// Logits of a few tokens after the last token of every sequence of a fixed batch. Not thread-safe.
public final class Answers {
    private final SparseTransformer model;
    private final Workers workers;
    private final TokenBatch batch;
    private final int[] readColumns;
    private final Scratch[] scratch;
    private final Readout readout;

    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    public Answers(SparseTransformer model, Workers workers, TokenBatch batch, int[] vocabulary) {
        ForwardPass.check(model.config(), batch);
        this.model = model;
        this.workers = workers;
        this.batch = batch;
        this.readColumns = batch.lastOfEach();
        this.scratch = Scratch.forEach(workers, model.config());
        this.readout = new Readout(model, vocabulary);
    }

    /// A channel per listed token, a column per sequence.
    public Panel logits(Interventions interventions) {
        SiteTap tap = new SiteTap(model.config(), batch, interventions, List.of(), Map.of());
        PassState state = new PassState(model, batch, tap, null);
        state.run(workers, scratch);
        return readout.logits(Columns.gather(state.stream, readColumns), ForwardPass.tokensAt(batch, readColumns));
    }
}
