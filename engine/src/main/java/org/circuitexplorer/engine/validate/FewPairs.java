package org.circuitexplorer.engine.validate;

import java.util.List;
import org.circuitexplorer.engine.task.PromptPair;

/// A circuit on the first of its unseen pairs, for measures that run every prompt by itself or all of them many times.
/// What several of them need is computed once. For one thread.
final class FewPairs {
    private static final int MOST = 32;

    private final Subject subject;
    private final PairRunner runner;
    private final Bootstrap bootstrap;
    private final Lazy<Outcome> circuit;
    private final Lazy<NodeValues> values;

    FewPairs(Subject subject, List<PromptPair> pairs, ValidationSettings settings) {
        this.subject = subject;
        this.runner =
                new PairRunner(subject.model(), pairs.subList(0, Math.min(pairs.size(), MOST)), subject.workers());
        this.bootstrap = new Bootstrap(runner.pairs().size(), settings.resamples(), settings.seed());
        this.circuit = new Lazy<>(() -> runner.run(subject.circuitAlone()));
        this.values = new Lazy<>(() -> new NodeValues(subject, runner.prompts()));
    }

    Subject subject() {
        return subject;
    }

    /// Runs their prompts through the model.
    PairRunner runner() {
        return runner;
    }

    Bootstrap bootstrap() {
        return bootstrap;
    }

    /// What the circuit alone says after them.
    Outcome circuit() {
        return circuit.get();
    }

    /// What its nodes are at every token.
    NodeValues values() {
        return values.get();
    }
}
