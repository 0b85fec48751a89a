package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEnds;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tokens and answers as nodes, on a small random model.
class EndsSearchTest {
    private static final SparseTransformer MODEL = SmallModel.create(71);
    private static final float[] MEANS = SmallModel.means(MODEL, 72);
    private static final Task TASK = new Task("letters", SmallModel.pairs(6, 73, 3, 2), SmallModel.pairs(4, 74, 3, 2));
    private static final Corpus CORPUS = new Corpus(new int[] {3, 3, 7, 12}, 12);
    private static final Circuit CIRCUIT = Circuit.ofMask(new NodeIndex(MODEL.config()), everyOther());

    private final Workers workers = new Workers(2);

    @AfterEach
    void close() {
        workers.close();
    }

    private static float[] everyOther() {
        float[] mask = new float[new NodeIndex(MODEL.config()).size()];
        for (int i = 0; i < mask.length; i += 2) mask[i] = 1f;
        return mask;
    }

    private CircuitEnds find(Optional<Corpus> corpus, double target) {
        return new EndsSearch(MODEL, MEANS, workers)
                .find(CIRCUIT, TASK, corpus, target, LossKind.RAW, ProgressListener.NONE, new CancelToken());
    }

    /// Another way to the same: a model whose every token but these is embedded as the corpus' mean.
    private double loss(Collection<Integer> kept, List<PromptPair> pairs) {
        CsrMatrix own = MODEL.tokenEmbedding();
        float[] mean = new float[own.columns()];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (2 * own.get(3, c) + own.get(7, c) + own.get(12, c)) / 4;
        }
        CsrBuilder rows = new CsrBuilder(own.rows(), own.columns());
        for (int token = 0; token < own.rows(); token++) {
            if (kept.contains(token)) rows.addRow(own, token);
            else rows.addRow(mean);
        }
        SparseTransformer seeing = MODEL.withTokenEmbedding(rows.build());
        try (TaskEvaluator evaluator = new TaskEvaluator(seeing, pairs, workers)) {
            return evaluator.evaluate(everyOther(), MEANS).loss();
        }
    }

    private double ownLoss() {
        return loss(IntStream.range(0, 20).boxed().toList(), TASK.train());
    }

    @Test
    void noTokenThatIsNeededCanGo() {
        double target = ownLoss() + 0.02;
        assertThat(target).isLessThan(Math.log(2));
        CircuitEnds ends = find(Optional.of(CORPUS), target);
        Set<Integer> seen = TASK.train().stream()
                .flatMap(pair -> Stream.of(pair.positive(), pair.negative()))
                .flatMap(prompt -> Arrays.stream(prompt).boxed())
                .collect(Collectors.toSet());
        assertThat(seen).containsAll(ends.tokens());
        assertThat(ends.tokens()).hasSizeBetween(1, seen.size() - 1);
        assertThat(ends.losses().raw().get("train"))
                .isCloseTo(loss(ends.tokens(), TASK.train()), within(1e-5))
                .isLessThanOrEqualTo(target + 1e-6);
        assertThat(ends.losses().raw().get("test")).isCloseTo(loss(ends.tokens(), TASK.test()), within(1e-5));
        assertThat(ends.losses().calibrated().keySet()).containsExactly("test", "train");
        for (int token : ends.tokens()) {
            List<Integer> fewer = ends.tokens().stream().filter(t -> t != token).toList();
            assertThat(loss(fewer, TASK.train())).isGreaterThan(target - 1e-5);
        }
    }

    @Test
    void answersAreThoseThatAreWantedAndWeightsTheModels() {
        CircuitEnds ends = find(Optional.of(CORPUS), ownLoss() + 0.02);
        CircuitLinks links = new CircuitLinks(MODEL, CIRCUIT);
        assertThat(ends.answers()).containsExactlyInAnyOrder(2, 3);
        assertThat(ends.nodes()).isEqualTo(ends.tokens().size() + 2);
        assertThat(ends.edges())
                .isEqualTo(links.embeddings(ends.tokens()).size()
                        + links.unembeddings(ends.answers()).size())
                .isPositive();
    }

    @Test
    void aTargetOutOfReachIsTheCircuitsOwnLoss() {
        CircuitEnds ends = find(Optional.of(CORPUS), 0);
        assertThat(ends.losses().raw().get("train")).isLessThanOrEqualTo(ownLoss() + 1e-6);
    }

    @Test
    void aTargetThatAnythingMeetsLeavesNoToken() {
        assertThat(find(Optional.of(CORPUS), 100).tokens()).isEmpty();
    }

    @Test
    void withoutACorpusThePromptsMeanStandsElsewhere() {
        float[] sum = new float[MODEL.config().modelWidth()];
        int tokens = 0;
        for (PromptPair pair : TASK.train()) {
            for (int[] prompt : List.of(pair.positive(), pair.negative())) {
                for (int token : prompt) {
                    for (int c = 0; c < sum.length; c++)
                        sum[c] += MODEL.tokenEmbedding().get(token, c);
                }
                tokens += prompt.length;
            }
        }
        float[] found = find(Optional.empty(), 100).elsewhere();
        for (int c = 0; c < sum.length; c++) assertThat(found[c]).isCloseTo(sum[c] / tokens, within(1e-5f));
    }

    @Test
    void stopsWhenCancelled() {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        EndsSearch search = new EndsSearch(MODEL, MEANS, workers);
        assertThatThrownBy(() -> search.find(
                        CIRCUIT, TASK, Optional.of(CORPUS), 0.1, LossKind.RAW, ProgressListener.NONE, cancel))
                .isInstanceOf(CancelledException.class);
    }
}
