package org.circuitexplorer.engine.run;

import java.util.List;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// Logits of a few tokens after the last token of every sequence of a fixed batch, computed on the processor. Tokens
/// that sequences share are computed once, and after the last attention nothing but the last tokens. Keeps its memory
/// from call to call. Not thread-safe.
public final class Answers implements AnswerRunner {
    private final Workers workers;
    private final int[] wanted;
    private final int[] lastTokens;
    private final Scratch[] scratch;
    private final Readout readout;
    private final List<SiteTap> taps;
    private final PassState state;
    private final PassState tail;
    private final FoldedLayers folded;

    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    public Answers(SparseTransformer model, Workers workers, TokenBatch batch, int[] vocabulary) {
        this(model, workers, columns(model, batch), vocabulary, Tape.NONE, Tape.NONE);
    }

    /// With what a backward pass needs.
    ///
    /// @param tape what is kept of the pass up to the last attention
    /// @param tailTape what is kept of the last tokens after it
    Answers(SparseTransformer model, Workers workers, PassColumns columns, int[] vocabulary, Tape tape, Tape tailTape) {
        ModelConfig config = model.config();
        PassColumns last = columns.last();
        SiteTap tap = new SiteTap(config, columns.positions(), List.of(), List.of(), tape.values());
        SiteTap tailTap = new SiteTap(config, last.positions(), List.of(), List.of(), tailTape.values());
        this.workers = workers;
        this.wanted = columns.lastOfEach();
        this.lastTokens = last.tokens();
        this.scratch = Scratch.forEach(workers, config);
        this.readout = new Readout(model, vocabulary);
        this.taps = List.of(tap, tailTap);
        this.state = new PassState(model, columns, tap, tape);
        this.tail = new PassState(model, last, tailTap, tailTape);
        this.folded = new FoldedLayers(model);
    }

    static PassColumns columns(SparseTransformer model, TokenBatch batch) {
        batch.requireFits(model.config());
        return PassColumns.shared(batch);
    }

    @Override
    public Panel logits(Interventions interventions) {
        taps.forEach(tap -> tap.use(interventions));
        state.layers = folded.under(interventions);
        tail.layers = state.layers;
        state.run(workers, scratch, wanted, tail);
        return readout.logits(tail.stream, lastTokens, workers, scratch);
    }

    /// The gradient of the last tokens' final residual streams, after a call of [#logits].
    ///
    /// @param logitGradient gradient of the logits, shaped like them
    Panel backward(Panel logitGradient) {
        return readout.backward(tail.stream, logitGradient, workers, scratch);
    }

    Scratch[] scratch() {
        return scratch;
    }
}
