package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.SiteTap.Acting;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// Runs a model over token sequences on the processor. Not thread-safe: one caller at a time, who shares the [Workers].
public final class ForwardPass implements ForwardRunner {
    /// Sequences with interventions of their own in one pass. Those may say something about every node at every token.
    private static final int TOGETHER = 8;

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
        return run(batch, Acting.everywhere(interventions), record, logits);
    }

    @Override
    public Activations runEach(
            TokenBatch batch, IntFunction<Interventions> ofSequence, Set<Site> record, LogitsAt logits) {
        List<Activations> passes = new ArrayList<>();
        for (int first = 0; first < batch.sequences(); first += TOGETHER) {
            int end = Math.min(first + TOGETHER, batch.sequences());
            TokenBatch some = TokenBatch.of(
                    IntStream.range(first, end).mapToObj(batch::sequence).toList());
            List<Acting> acting = new ArrayList<>();
            for (int s = 0; s < some.sequences(); s++) {
                acting.add(new Acting(ofSequence.apply(first + s), some.start()[s], some.start()[s + 1]));
            }
            passes.add(run(some, acting, record, logits));
        }
        return Activations.joined(passes);
    }

    private Activations run(TokenBatch batch, List<Acting> acting, Set<Site> record, LogitsAt logits) {
        batch.requireFits(model.config());
        PassColumns columns = PassColumns.of(batch);
        SiteTap tap = new SiteTap(model.config(), columns.positions(), acting, record, Map.of());
        PassState state = new PassState(model, columns, tap, Tape.NONE);
        state.run(layers(record, logits), workers, scratch);
        return new Activations(batch, tap.recorded(), logits(state.stream, batch, logits));
    }

    /// How many layers are needed for what is wanted.
    private int layers(Set<Site> record, LogitsAt logits) {
        int all = model.config().layers();
        if (logits != LogitsAt.NONE) return all;
        return record.stream()
                .mapToInt(site -> Math.min(site.layer() + 1, all))
                .max()
                .orElse(0);
    }

    private @Nullable Panel logits(Panel stream, TokenBatch batch, LogitsAt logits) {
        return switch (logits) {
            case NONE -> null;
            case ALL -> readout.logits(stream, batch.tokens(), workers, scratch);
            case LAST -> {
                int[] last = batch.lastOfEach();
                yield readout.logits(Columns.gather(stream, last), tokensAt(batch, last), workers, scratch);
            }
        };
    }

    static int[] tokensAt(TokenBatch batch, int[] columns) {
        int[] tokens = new int[columns.length];
        for (int i = 0; i < columns.length; i++) tokens[i] = batch.tokens()[columns[i]];
        return tokens;
    }
}
