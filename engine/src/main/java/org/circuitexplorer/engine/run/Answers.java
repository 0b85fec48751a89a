package org.circuitexplorer.engine.run;

import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// Logits of a few tokens after the last token of every sequence of a fixed batch, computed on the processor. Keeps its
/// memory from call to call. Not thread-safe.
public final class Answers implements AnswerRunner {
    private final Workers workers;
    private final int[] readColumns;
    private final int[] readTokens;
    private final Scratch[] scratch;
    private final Readout readout;
    private final SiteTap tap;
    private final PassState state;
    private Panel read;

    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    public Answers(SparseTransformer model, Workers workers, TokenBatch batch, int[] vocabulary) {
        this(model, workers, batch, vocabulary, Map.of(), null);
    }

    /// With what a backward pass needs: every site's values before interventions, and the MLP's before their function.
    Answers(
            SparseTransformer model,
            Workers workers,
            TokenBatch batch,
            int[] vocabulary,
            Map<Site, Panel> tape,
            Panel @Nullable [] preActivation) {
        batch.requireFits(model.config());
        this.workers = workers;
        this.readColumns = batch.lastOfEach();
        this.readTokens = ForwardPass.tokensAt(batch, readColumns);
        this.scratch = Scratch.forEach(workers, model.config());
        this.readout = new Readout(model, vocabulary);
        this.tap = new SiteTap(model.config(), batch, Interventions.NONE, List.of(), tape);
        this.state = new PassState(model, batch, tap, preActivation);
        this.read = new Panel(model.config().modelWidth(), 0);
    }

    @Override
    public Panel logits(Interventions interventions) {
        tap.use(interventions);
        state.run(workers, scratch);
        read = Columns.gather(state.stream, readColumns);
        return readout.logits(read, readTokens);
    }

    /// Adds the gradient of the final residual stream, after a call of [#logits].
    ///
    /// @param logitGradient gradient of the logits, shaped like them
    void backward(Panel logitGradient, Panel stream) {
        Columns.scatterAdd(readout.backward(read, logitGradient), readColumns, stream);
    }

    Scratch[] scratch() {
        return scratch;
    }
}
