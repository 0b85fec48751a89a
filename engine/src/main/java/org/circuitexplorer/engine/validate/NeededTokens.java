package org.circuitexplorer.engine.validate;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.circuit.FrozenTokens;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.EndsSearch;
import org.circuitexplorer.engine.prune.FewestTokens;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.token.Tokenizer;

/// Finds the tokens that a circuit needs, see [Ends]: as many others as possible are frozen.
final class NeededTokens {
    /// A token may go as long as the loss is no further than this above the circuit's, nats.
    static final double TOLERANCE = 0.01;

    private final Subject subject;
    private final List<PromptPair> pairs;
    private final FewPairs few;
    private final float[] elsewhere;
    private final Optional<Tokenizer> tokenizer;
    private final Interventions alone;

    NeededTokens(FewPairs few, Optional<Corpus> corpus, Optional<Tokenizer> tokenizer) {
        this.subject = few.subject();
        this.pairs = few.runner().pairs();
        this.few = few;
        this.elsewhere =
                EndsSearch.elsewhere(subject.model(), corpus, few.runner().prompts());
        this.tokenizer = tokenizer;
        this.alone = subject.circuitAlone();
    }

    Ends find(ProgressListener progress, CancelToken cancel) {
        double[] before = few.circuit().losses();
        double limit = mean(before) + TOLERANCE;
        Set<Integer> seen = FewestTokens.tokensOf(few.runner().prompts());
        Set<Integer> needed = new TreeSet<>(new FewestTokens(frozen -> mean(losses(frozen)) <= limit, progress, cancel)
                .leftOf(few.runner().prompts()));
        Set<Integer> others = new TreeSet<>(seen);
        others.removeAll(needed);
        Set<Integer> answers = new TreeSet<>();
        for (PromptPair pair : pairs) answers.addAll(List.of(pair.positiveAnswer(), pair.negativeAnswer()));
        CircuitLinks links = new CircuitLinks(subject.model(), subject.circuit());
        return new Ends(
                pairs.size(),
                named(needed),
                seen.size(),
                named(answers),
                links.embeddings(needed).size(),
                links.unembeddings(answers).size(),
                few.bootstrap().mean(before),
                few.bootstrap().mean(losses(others)));
    }

    private double[] losses(Set<Integer> frozen) {
        SparseTransformer seeing = FrozenTokens.of(subject.model(), frozen, elsewhere);
        return new PairRunner(seeing, pairs, subject.workers()).run(alone).losses();
    }

    private List<Ends.Token> named(Collection<Integer> tokens) {
        return tokens.stream()
                .map(t -> new Ends.Token(t, tokenizer.map(z -> z.tokenText(t)).orElse("#" + t)))
                .toList();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }
}
