package org.circuitexplorer.engine.validate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.token.Tokenizer;

/// Finds the tokens that a circuit needs, see [Ends]: as many as possible are frozen, half of them at once, then halves
/// of what cannot go together, rare ones first.
final class EndsSearch {
    /// A token may go as long as the loss is no further than this above the circuit's, nats.
    static final double TOLERANCE = 0.01;

    private final Subject subject;
    private final List<PromptPair> pairs;
    private final FewPairs few;
    private final Optional<Corpus> corpus;
    private final Optional<Tokenizer> tokenizer;

    EndsSearch(FewPairs few, Optional<Corpus> corpus, Optional<Tokenizer> tokenizer) {
        this.subject = few.subject();
        this.pairs = few.runner().pairs();
        this.few = few;
        this.corpus = corpus;
        this.tokenizer = tokenizer;
    }

    Ends run(ProgressListener progress, CancelToken cancel) {
        List<Integer> tokens = rareFirst();
        Freezing freezing = new Freezing(tokens.size(), progress, cancel);
        freezing.thin(tokens);
        freezing.again(tokens);
        Set<Integer> needed = new TreeSet<>(tokens);
        needed.removeAll(freezing.frozen);
        Set<Integer> answers = new TreeSet<>();
        for (PromptPair pair : pairs) answers.addAll(List.of(pair.positiveAnswer(), pair.negativeAnswer()));
        CircuitLinks links = new CircuitLinks(subject.model(), subject.circuit());
        return new Ends(
                pairs.size(),
                named(needed),
                tokens.size(),
                named(answers),
                links.embeddings(needed).size(),
                links.unembeddings(answers).size(),
                few.bootstrap().mean(freezing.before),
                few.bootstrap().mean(freezing.losses));
    }

    private List<Integer> rareFirst() {
        Map<Integer, Integer> count = new HashMap<>();
        for (int[] prompt : few.runner().prompts()) for (int token : prompt) count.merge(token, 1, Integer::sum);
        return count.keySet().stream()
                .sorted(Comparator.<Integer>comparingInt(t -> count.getOrDefault(t, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private List<Ends.Token> named(Collection<Integer> tokens) {
        return tokens.stream()
                .map(t -> new Ends.Token(t, tokenizer.map(z -> z.tokenText(t)).orElse("#" + t)))
                .toList();
    }

    /// The mean embedding of the corpus' tokens; without a corpus, of the prompts'.
    private float[] meanEmbedding() {
        CsrMatrix embedding = subject.model().tokenEmbedding();
        double[] sum = new double[embedding.columns()];
        Stream<int[]> texts = corpus.isPresent() ? Stream.of(corpus.get().tokens()) : few.runner().prompts().stream();
        int[] count = new int[embedding.rows()];
        texts.forEach(text -> {
            for (int token : text) count[token]++;
        });
        long all = 0;
        for (int token = 0; token < count.length; token++) {
            all += count[token];
            for (int i = embedding.rowStart()[token]; i < embedding.rowStart()[token + 1]; i++) {
                sum[embedding.column()[i]] += count[token] * (double) embedding.value()[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int c = 0; c < mean.length; c++) mean[c] = (float) (sum[c] / all);
        return mean;
    }

    private final class Freezing {
        private final float[] mean = meanEmbedding();
        private final double[] before = few.circuit().losses();
        private final double limit = mean(before) + TOLERANCE;
        private final int all;
        private final ProgressListener progress;
        private final CancelToken cancel;
        private final Interventions alone = subject.circuitAlone();
        private Set<Integer> frozen = Set.of();
        /// Those of the circuit with them frozen.
        private double[] losses = before;
        private int decided;

        Freezing(int all, ProgressListener progress, CancelToken cancel) {
            this.all = all;
            this.progress = progress;
            this.cancel = cancel;
        }

        void thin(List<Integer> tokens) {
            if (tokens.isEmpty()) return;
            if (freeze(tokens) || tokens.size() == 1) {
                decided += tokens.size();
                return;
            }
            int half = tokens.size() / 2;
            thin(tokens.subList(0, half));
            thin(tokens.subList(half, tokens.size()));
        }

        /// Until none of those that are left can go.
        void again(List<Integer> tokens) {
            boolean found = true;
            while (found) {
                found = false;
                for (int token : tokens) found |= !frozen.contains(token) && freeze(List.of(token));
            }
        }

        private boolean freeze(List<Integer> more) {
            cancel.throwIfCancelled();
            progress.at("looking for the tokens that matter", decided, all);
            Set<Integer> tried = new HashSet<>(frozen);
            tried.addAll(more);
            double[] found = losses(tried);
            if (mean(found) > limit) return false;
            frozen = tried;
            losses = found;
            return true;
        }

        private double[] losses(Set<Integer> tokens) {
            return new PairRunner(frozen(tokens), pairs, subject.workers())
                    .run(alone)
                    .losses();
        }

        private SparseTransformer frozen(Set<Integer> tokens) {
            CsrMatrix embedding = subject.model().tokenEmbedding();
            CsrBuilder rows = new CsrBuilder(embedding.rows(), embedding.columns());
            for (int token = 0; token < embedding.rows(); token++) {
                if (tokens.contains(token)) rows.addRow(mean);
                else rows.addRow(embedding, token);
            }
            return subject.model().withTokenEmbedding(rows.build());
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double value : values) sum += value;
            return sum / values.length;
        }
    }
}
