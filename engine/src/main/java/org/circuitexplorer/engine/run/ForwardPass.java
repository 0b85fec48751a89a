package org.circuitexplorer.engine.run;

import java.util.Map;
import java.util.Set;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// Runs a model over token sequences on the processor. Not thread-safe: one caller at a time, who shares the [Workers].
public final class ForwardPass implements ForwardRunner {
    private final SparseTransformer model;
    private final Workers workers;
    private final Scratch[] scratch;
    private final Readout readout;

    public ForwardPass(SparseTransformer model, Workers workers) {
        this.model = model;
        this.workers = workers;
        this.scratch = Scratch.forEach(workers, model.config());
        this.readout = new Readout(model);
    }

    @Override
    public Activations run(TokenBatch batch, Interventions interventions, Set<Site> record, LogitsAt logits) {
        batch.requireFits(model.config());
        PassColumns columns = PassColumns.of(batch);
        SiteTap tap = new SiteTap(model.config(), columns.positions(), interventions, record, Map.of());
        PassState state = new PassState(model, columns, tap, Tape.NONE);
        state.run(workers, scratch);
        return new Activations(batch, tap.recorded(), logits(state.stream, batch, logits));
    }

    private @Nullable Panel logits(Panel stream, TokenBatch batch, LogitsAt logits) {
        return switch (logits) {
            case NONE -> null;
            case ALL -> readout.logits(stream, batch.tokens());
            case LAST -> {
                int[] last = batch.lastOfEach();
                yield readout.logits(Columns.gather(stream, last), tokensAt(batch, last));
            }
        };
    }

    static int[] tokensAt(TokenBatch batch, int[] columns) {
        int[] tokens = new int[columns.length];
        for (int i = 0; i < columns.length; i++) tokens[i] = batch.tokens()[columns[i]];
        return tokens;
    }
}
