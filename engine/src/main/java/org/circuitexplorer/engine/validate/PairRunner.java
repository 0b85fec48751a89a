package org.circuitexplorer.engine.validate;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;

/// Runs the prompts of fixed pairs through a model, with the logits of the whole vocabulary. Not thread-safe.
final class PairRunner {
    private final List<PromptPair> pairs;
    private final List<int[]> prompts;
    private final ForwardRunner pass;

    PairRunner(SparseTransformer model, List<PromptPair> pairs, Workers workers) {
        this(CpuDevice.open(model, workers), pairs);
    }

    /// @param device the model where it is to run
    PairRunner(ModelOnDevice device, List<PromptPair> pairs) {
        this.pairs = List.copyOf(pairs);
        this.prompts = PromptPair.prompts(pairs);
        this.pass = device.forward();
    }

    List<PromptPair> pairs() {
        return pairs;
    }

    /// Two for each pair, first the positive one.
    List<int[]> prompts() {
        return prompts;
    }

    /// All prompts under the same interventions.
    Outcome run(Interventions interventions) {
        return new Outcome(
                pairs,
                pass.run(TokenBatch.of(prompts), interventions, Set.of(), LogitsAt.LAST)
                        .requireLogits());
    }

    /// Every prompt under interventions of its own.
    Outcome runEach(IntFunction<Interventions> ofPrompt) {
        return new Outcome(
                pairs,
                pass.runEach(TokenBatch.of(prompts), ofPrompt, Set.of(), LogitsAt.LAST)
                        .requireLogits());
    }
}
