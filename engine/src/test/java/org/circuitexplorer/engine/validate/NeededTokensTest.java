package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;

/// Tokens and answers as nodes, on a small random model.
final class NeededTokensTest extends OfSmallModel {
    private static final int WIDTH = MODEL.config().modelWidth();
    private static final CsrMatrix EMBEDDING = MODEL.tokenEmbedding();
    private static final Corpus CORPUS = new Corpus(new int[] {3, 3, 7, 12}, 12);

    private final Subject subject = subject(2);
    private final int[] wanted = bestAnswers();
    private final List<PromptPair> pairs = SmallModel.pairs(9, 5, wanted[0], wanted[1]);
    private final PairRunner asked = new PairRunner(MODEL, pairs, workers);
    private final Ends ends = new NeededTokens(
                    new FewPairs(subject, pairs, ValidationSettings.DEFAULT), Optional.of(CORPUS), Optional.empty())
            .find(ProgressListener.NONE, new CancelToken());

    @Test
    void needsWhatCannotBeFrozenAndNothingElse() {
        Set<Integer> needed = ends.needed().stream().map(Ends.Token::id).collect(Collectors.toSet());
        Set<Integer> all =
                asked.prompts().stream().flatMap(p -> Arrays.stream(p).boxed()).collect(Collectors.toSet());
        assertThat(all).hasSize(ends.seen()).containsAll(needed);
        assertThat(needed).isNotEmpty().isNotEqualTo(all);
        double circuit = asked.run(subject.circuitAlone()).result().loss();
        assertThat(ends.before().value()).isCloseTo(circuit, within(1e-6));
        assertThat(ends.loss().value())
                .isCloseTo(lossWith(needed), within(1e-4))
                .isLessThan(circuit + 0.0101);
        for (int token : needed) {
            Set<Integer> fewer = needed.stream().filter(t -> t != token).collect(Collectors.toSet());
            assertThat(lossWith(fewer)).isGreaterThan(circuit + NeededTokens.TOLERANCE - 1e-4);
        }
    }

    /// The two answers that the circuit tells apart best after the prompts.
    private int[] bestAnswers() {
        Panel logits = runner.run(subject.circuitAlone()).logits();
        int[] best = {};
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < MODEL.config().vocabularySize(); a++) {
            for (int b = 0; b < MODEL.config().vocabularySize(); b++) {
                if (a == b) continue;
                double loss = new Outcome(SmallModel.pairs(9, 5, a, b), logits)
                        .result()
                        .loss();
                if (loss < least) {
                    least = loss;
                    best = new int[] {a, b};
                }
            }
        }
        return best;
    }

    /// Another way to the same: what the stream begins with is changed token by token.
    private double lossWith(Set<Integer> needed) {
        return asked.runEach(prompt -> {
                    List<Intervention> all = new ArrayList<>();
                    int[] tokens = asked.prompts().get(prompt);
                    for (int t = 0; t < tokens.length; t++) {
                        if (!needed.contains(tokens[t])) all.add(frozen(tokens[t], t));
                    }
                    return Interventions.of(all).then(subject.circuitAlone());
                })
                .result()
                .loss();
    }

    private static Intervention frozen(int token, int position) {
        int[] channels = new int[WIDTH];
        float[] same = new float[WIDTH];
        float[] change = new float[WIDTH];
        for (int c = 0; c < WIDTH; c++) {
            channels[c] = c;
            same[c] = 1;
            for (int other : CORPUS.tokens()) change[c] += EMBEDDING.get(other, c) / CORPUS.size();
            change[c] -= EMBEDDING.get(token, c);
        }
        return new Intervention(new Site(0, SiteKind.RESID_IN), channels, same, change, new int[] {position});
    }

    @Test
    void countsTheWeightsAtBothEnds() {
        CircuitLinks links = new CircuitLinks(MODEL, subject.circuit());
        List<Integer> needed = ends.needed().stream().map(Ends.Token::id).toList();
        assertThat(ends.answers())
                .containsExactlyInAnyOrder(
                        new Ends.Token(wanted[0], "#" + wanted[0]), new Ends.Token(wanted[1], "#" + wanted[1]));
        assertThat(ends.embeddings()).isEqualTo(links.embeddings(needed).size()).isPositive();
        assertThat(ends.unembeddings())
                .isEqualTo(links.unembeddings(List.of(wanted[0], wanted[1])).size())
                .isPositive();
        assertThat(ends.nodes()).isEqualTo(needed.size() + 2);
        assertThat(ends.edges()).isEqualTo(ends.embeddings() + ends.unembeddings());
    }
}
