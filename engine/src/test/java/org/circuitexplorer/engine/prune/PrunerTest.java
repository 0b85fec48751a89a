package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Calibration;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrunerTest {
    private static final SparseTransformer MODEL = SmallModel.create(21);
    private static final NodeIndex INDEX = new NodeIndex(MODEL.config());
    private static final float[] MEANS = SmallModel.means(MODEL, 22);
    private static final float[] ALL = new float[INDEX.size()];
    private static final float[] NONE = new float[INDEX.size()];

    private static List<PromptPair> pairs = List.of();
    /// Between the loss of the whole model and that of an empty circuit.
    private static double target;

    /// A random model answers at random: takes the two answers for which its nodes help most.
    @BeforeAll
    static void choosePairs() {
        Arrays.fill(ALL, 1f);
        double most = 0;
        for (int a = 0; a < 20; a++) {
            for (int b = 0; b < 20; b++) {
                List<PromptPair> tried = SmallModel.pairs(24, 23, a, b);
                double whole = loss(tried, ALL);
                double help = loss(tried, NONE) - whole;
                if (a == b || help <= most) continue;
                most = help;
                pairs = tried;
                target = whole + help / 4;
            }
        }
        assertThat(most).isGreaterThan(0.3);
    }

    @ParameterizedTest
    @EnumSource(RankingMethod.class)
    void findsASmallCircuitThatMeetsTheTarget(RankingMethod method) {
        PruneResult result = prune(settings(1).withRanking(method), 2, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(result.complete()).isTrue();
        assertThat(result.targetReached()).isTrue();
        assertThat(result.circuit().size()).isBetween(1, INDEX.size() / 2);
        assertThat(loss(pairs, result.circuit().mask(INDEX)))
                .isCloseTo(result.loss(), within(1e-6))
                .isLessThanOrEqualTo(target);
    }

    @Test
    void aSearchThatAimsAtTheCalibratedLossEndsWhereNoNodeCanGoByIt() {
        PruneSettings settings = settings(1).withLoss(LossKind.CALIBRATED);
        PruneResult result = prune(settings, 2, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(result.targetReached()).isTrue();
        float[] mask = result.circuit().mask(INDEX);
        assertThat(calibrated(mask)).isCloseTo(result.loss(), within(1e-6)).isLessThanOrEqualTo(target);
        assertThat(loss(pairs, mask)).isGreaterThan(target);
        PruneResult raw = prune(settings(1), 2, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(result.circuit().size()).isLessThan(raw.circuit().size());
        for (NodeId node : result.circuit().nodeSet()) {
            float[] without = mask.clone();
            without[INDEX.indexOf(node)] = 0;
            assertThat(calibrated(without)).isGreaterThan(settings.trainingTarget());
        }
    }

    private static double calibrated(float[] mask) {
        TaskResult result = result(pairs, mask);
        return Calibration.fit(result).apply(result).loss();
    }

    @Test
    void aSeedGivesOneCircuitOnAnyNumberOfThreads() {
        PruneResult first = prune(settings(2), 1, PruneProgress.Listener.NONE, new CancelToken());
        PruneResult again = prune(settings(2), 1, PruneProgress.Listener.NONE, new CancelToken());
        PruneResult threads = prune(settings(2), 3, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(again).isEqualTo(first);
        assertThat(threads).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(PruneStage.class)
    void aCancelledRunReturnsTheBestSoFar(PruneStage stage) {
        CancelToken cancel = new CancelToken();
        List<PruneProgress> heard = new ArrayList<>();
        PruneResult result = prune(
                settings(3),
                2,
                progress -> {
                    heard.add(progress);
                    if (progress.stage() == stage && progress.step() > 0) cancel.cancel();
                },
                cancel);
        assertThat(heard.getLast().stage()).isEqualTo(stage);
        assertThat(result.complete()).isFalse();
        assertThat(result.circuit().size()).isPositive();
        if (stage.compareTo(PruneStage.BISECTING) > 0) {
            assertThat(result.targetReached()).isTrue();
            assertThat(result.circuit().size()).isLessThan(INDEX.size());
        }
    }

    @Test
    void aRefinementThatIsEndedLeavesACircuitOfWhichNoNodeCanGo() {
        try (Workers workers = new Workers(2)) {
            PruneResult none = new Pruner(MODEL, MEANS, workers)
                    .refiningWhile(kicks -> kicks < 2)
                    .prune(pairs, settings(2), PruneProgress.Listener.NONE, new CancelToken());
            assertThat(none.effort()).isEqualTo(new Effort(2, false));
            assertThat(none.complete()).isTrue();
            for (NodeId node : none.circuit().nodeSet()) {
                float[] without = none.circuit().mask(INDEX);
                without[INDEX.indexOf(node)] = 0;
                assertThat(loss(pairs, without)).isGreaterThan(settings(2).trainingTarget());
            }
        }
        Effort whole = prune(settings(2), 2, PruneProgress.Listener.NONE, new CancelToken())
                .effort();
        assertThat(whole.exhausted()).isTrue();
        assertThat(whole.kicks()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void progressOnlyGoesForward() {
        List<PruneProgress> heard = new ArrayList<>();
        prune(settings(4), 2, heard::add, new CancelToken());
        assertThat(heard).extracting(PruneProgress::fractionDone).isSorted();
        assertThat(heard).extracting(PruneProgress::stage).isSorted().contains(PruneStage.values());
        assertThat(heard.getLast().fractionDone()).isEqualTo(1);
    }

    @Test
    void aLimitOfNodesIsKeptAtALargerLoss() {
        PruneResult free = prune(settings(6), 2, PruneProgress.Listener.NONE, new CancelToken());
        int most = free.circuit().size() - 2;
        PruneResult limited = prune(settings(6).withMaxNodes(most), 2, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(limited.complete()).isTrue();
        assertThat(limited.circuit().size()).isBetween(1, most);
        assertThat(limited.loss()).isGreaterThan(settings(6).trainingTarget()).isLessThan(loss(pairs, NONE));
        assertThat(prune(settings(6).withMaxNodes(most + 2), 2, PruneProgress.Listener.NONE, new CancelToken())
                        .circuit())
                .isEqualTo(free.circuit());
    }

    @Test
    void aTargetOutOfReachIsSaidToBe() {
        PruneResult result = prune(settings(5).withTargetLoss(1e-6), 2, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(result.targetReached()).isFalse();
        assertThat(result.complete()).isTrue();
    }

    @Test
    void aDeviceThatFailsLeavesTheBestSoFar() {
        try (Workers workers = new Workers(2)) {
            BreakingModel device = new BreakingModel(MODEL, workers, 30);
            PruneResult result = new Pruner(device, MEANS, workers)
                    .prune(pairs, settings(1), PruneProgress.Listener.NONE, new CancelToken());
            assertThat(result.complete()).isFalse();
            assertThat(result.failure()).contains(BreakingModel.SENTENCE);
            assertThat(result.circuit().size()).isBetween(1, INDEX.size() - 1);
            assertThat(result.loss()).isCloseTo(loss(pairs, result.circuit().mask(INDEX)), within(1e-6));
            assertThat(device.openPasses()).isZero();
        }
    }

    private PruneResult prune(
            PruneSettings settings, int threads, PruneProgress.Listener listener, CancelToken cancel) {
        try (Workers workers = new Workers(threads)) {
            return new Pruner(MODEL, MEANS, workers).prune(pairs, settings, listener, cancel);
        }
    }

    private PruneSettings settings(long seed) {
        MaskSettings fewSteps =
                new MaskSettings(40, 8, 2e-2, 0.05, 0.9, 0.95, 1e-3, 1, 1, 0.1, 1e-2, 1e-3, 1.1, 0.5, 0.75);
        return PruneSettings.DEFAULT
                .withSeed(seed)
                .withTargetLoss(target)
                .withMask(fewSteps)
                .withSearch(new SearchSettings(2, 0.25, 0.005, 100, 5, 0.5));
    }

    private static double loss(List<PromptPair> pairs, float[] mask) {
        return result(pairs, mask).loss();
    }

    private static TaskResult result(List<PromptPair> pairs, float[] mask) {
        try (Workers workers = new Workers(1)) {
            return new TaskEvaluator(MODEL, pairs, workers).evaluate(mask, MEANS);
        }
    }
}
