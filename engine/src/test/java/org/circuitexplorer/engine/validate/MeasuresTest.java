package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitMetrics;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.io.FinishedParts;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.MaskSettings;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneResult;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.Pruner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The measures on a small random model, where each can be computed another way.
final class MeasuresTest {
    private static final Workers WORKERS = new Workers(2);
    private static final SparseTransformer MODEL = SmallModel.create(3);
    private static final NodeIndex INDEX = new NodeIndex(MODEL.config());
    private static final float[] MEANS = SmallModel.means(MODEL, 4);
    private static final List<PromptPair> PAIRS = SmallModel.pairs(9, 5);

    private static final FinishedParts NOTHING_KEPT = FinishedParts.none(MODEL.config());

    private final PairRunner runner = new PairRunner(MODEL, PAIRS, WORKERS);
    private final Bootstrap bootstrap = new Bootstrap(PAIRS.size(), 100, 6);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    private static Subject subject(int everyNth) {
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < INDEX.size(); i += everyNth) nodes.add(INDEX.node(i));
        return new Subject(MODEL, INDEX, MEANS, Circuit.of(nodes), WORKERS);
    }

    @Test
    void theBootstrapKnowsWhatItCannotKnow() {
        double[] same = new double[50];
        Arrays.fill(same, 2);
        Bootstrap many = new Bootstrap(50, 1000, 1);
        assertThat(many.mean(same)).isEqualTo(new Estimate(2, 2, 2));

        Random random = new Random(2);
        double[] normal = random.doubles(50, -1, 1).toArray();
        double spread = Math.sqrt(1.0 / 3 / 50);
        Estimate mean = many.mean(normal);
        assertThat(mean.value()).isCloseTo(Arrays.stream(normal).average().orElseThrow(), within(1e-12));
        assertThat(mean.high() - mean.low()).isCloseTo(2 * 1.96 * spread, within(0.25 * 4 * spread));
        assertThat(many.ratio(normal, normal)).isEqualTo(new Estimate(1, 1, 1));
    }

    @Test
    void lossesAndDifferencesAgreeWithTheTaskEvaluator() {
        Subject subject = subject(3);
        Outcome outcome = runner.run(subject.circuitAlone());
        var expected = new TaskEvaluator(MODEL, PAIRS, WORKERS).evaluate(subject.mask(), MEANS);
        assertThat(outcome.result().loss()).isCloseTo(expected.loss(), within(1e-6));
        assertThat(Arrays.stream(outcome.losses()).average().orElseThrow()).isCloseTo(expected.loss(), within(1e-6));
    }

    @Test
    void divergenceIsZeroFromItselfAndPositiveFromOthers() {
        Outcome model = runner.run(Interventions.NONE);
        Outcome nothing = runner.run(subject(1).nothing());
        assertThat(model.divergence(model)).containsOnly(0);
        assertThat(Arrays.stream(nothing.divergence(model)).min().orElseThrow()).isPositive();
        assertThat(model.disagreement(model)).containsOnly(0);
    }

    @Test
    void valuesOfTheSamePromptAreTheModelItself() {
        List<PromptPair> twins = PAIRS.stream()
                .map(p -> new PromptPair("", "", p.positive(), p.positive(), 2, 3))
                .toList();
        PairRunner twinRunner = new PairRunner(MODEL, twins, WORKERS);
        OtherAblations others = new OtherAblations(subject(4), twinRunner, Optional.empty());
        assertThat(others.kinds()).doesNotContain(AblationKind.CORPUS);
        double[] expected = twinRunner.run(Interventions.NONE).losses();
        double[] found = others.run(AblationKind.OTHER_PROMPT, 0).losses();
        for (int i = 0; i < expected.length; i++) assertThat(found[i]).isCloseTo(expected[i], within(1e-4));
    }

    @Test
    void zeroAndTaskMeanAreNotThePretrainingMean() {
        OtherAblations others = new OtherAblations(subject(4), runner, Optional.empty());
        double mean = others.run(AblationKind.PRETRAINING_MEAN, 0).result().loss();
        Subject zero =
                new Subject(MODEL, INDEX, new float[MEANS.length], subject(4).circuit(), WORKERS);
        assertThat(others.run(AblationKind.ZERO, 0).result().loss())
                .isNotEqualTo(mean)
                .isCloseTo(runner.run(zero.circuitAlone()).result().loss(), within(1e-9));
        assertThat(others.run(AblationKind.TASK_MEAN, 0).result().loss()).isNotEqualTo(mean);
    }

    @Test
    void leavingOutNodesAgreesWithTheMetricsOfCircuits() {
        Subject subject = subject(5);
        Circuit measured = new CircuitMetrics(INDEX, new TaskEvaluator(MODEL, PAIRS, WORKERS), MEANS)
                .withEffects(subject.circuit(), ProgressListener.NONE, new CancelToken());
        for (NodeEffect effect :
                new LeaveOneOut(subject, PAIRS, bootstrap).nodes(ProgressListener.NONE, new CancelToken())) {
            assertThat(effect.rise().value())
                    .as(effect.node().name())
                    .isCloseTo(measured.info(effect.node()).effect().orElseThrow(), within(1e-5));
            assertThat(effect.rise().value())
                    .isBetween(effect.rise().low(), effect.rise().high());
        }
    }

    @Test
    void theWeakestPairIsTheCheapestOfThoseThatCostLeastAlone() {
        Subject subject = subject(5);
        LeaveOneOut leaveOneOut = new LeaveOneOut(subject, PAIRS, bootstrap);
        List<NodeEffect> effects = leaveOneOut.nodes(ProgressListener.NONE, new CancelToken());
        WeakestPair weakest = leaveOneOut
                .weakestPair(effects, ProgressListener.NONE, new CancelToken())
                .orElseThrow();
        List<NodeId> weak = effects.subList(effects.size() - 20, effects.size()).stream()
                .map(NodeEffect::node)
                .toList();
        TaskEvaluator evaluator = new TaskEvaluator(MODEL, PAIRS, WORKERS);
        double whole = evaluator.evaluate(subject.mask(), MEANS).loss();
        double least = Double.POSITIVE_INFINITY;
        for (NodeId a : weak) {
            for (NodeId b : weak.subList(weak.indexOf(a) + 1, weak.size())) {
                Circuit without = subject.circuit().without(a).without(b);
                least = Math.min(
                        least, evaluator.evaluate(without.mask(INDEX), MEANS).loss() - whole);
            }
        }
        assertThat(weakest.tried()).isEqualTo(190);
        assertThat(weakest.rise().value()).isCloseTo(least, within(1e-5));
        assertThat(weak).contains(weakest.first(), weakest.second());
        Subject alone = new Subject(MODEL, INDEX, MEANS, Circuit.of(List.of(INDEX.node(0))), WORKERS);
        LeaveOneOut one = new LeaveOneOut(alone, PAIRS, bootstrap);
        assertThat(one.weakestPair(
                        one.nodes(ProgressListener.NONE, new CancelToken()), ProgressListener.NONE, new CancelToken()))
                .isEmpty();
    }

    @Test
    void anEdgeIntoAnMlpCostsWhatItsOnlyReaderLoses() {
        Subject subject = subject(1);
        List<EdgeEffect> effects =
                new LeaveOneOut(subject, PAIRS, bootstrap).edges(ProgressListener.NONE, new CancelToken());
        assertThat(effects).hasSizeGreaterThan(20);
        assertThat(effects).anyMatch(e -> Math.abs(e.rise().value()) > 1e-3);
        double before = Double.POSITIVE_INFINITY;
        for (EdgeEffect effect : effects) {
            assertThat(effect.rise().value()).isLessThanOrEqualTo(before);
            before = effect.rise().value();
        }
    }

    @Test
    void growingCircuitsStartWithTheCircuitAndCountEdgesExactly() {
        Subject subject = subject(5);
        List<NodeEffect> effects =
                new LeaveOneOut(subject, PAIRS, bootstrap).nodes(ProgressListener.NONE, new CancelToken());
        GrowingCircuits growing = GrowingCircuits.of(subject, effects, new TaskEvaluator(MODEL, PAIRS, WORKERS));
        assertThat(growing.first(effects.size())).isEqualTo(subject.mask());
        int edges = org.circuitexplorer.engine.circuit.CircuitGraph.of(MODEL, subject.circuit())
                .edges()
                .size();
        assertThat(growing.edges(effects.size())).isEqualTo(edges);
        assertThat(growing.nodesFor(1)).isEqualTo(INDEX.size());
        assertThat(growing.edges(growing.nodesFor(0.1)))
                .isLessThanOrEqualTo(Math.round(0.1 * growing.edges(INDEX.size())));
    }

    @Test
    void lossesOverSizesEndAtTheWholeModelInEveryOrder() {
        Subject subject = subject(5);
        List<PromptPair> swapped = PAIRS.stream()
                .map(p -> p.withAnswers(/* positive= */ p.negativeAnswer(), /* negative= */ p.positiveAnswer()))
                .toList();
        TaskEvaluator task = new TaskEvaluator(MODEL, PAIRS, WORKERS);
        TaskEvaluator shuffled = new TaskEvaluator(MODEL, swapped, WORKERS);
        BudgetPath path = new BudgetPath(List.copyOf(subject.circuit().nodeSet()), List.of());
        SizeLosses losses = new OrderedSizes(subject, Optional.of(path), task, shuffled)
                .run(1, ProgressListener.NONE, new CancelToken());
        assertThat(losses.lines()).extracting(SizeLosses.Line::order).containsExactly(SizeLosses.Order.values());
        double whole = task.evaluate(Interventions.NONE).loss();
        double against = shuffled.evaluate(Interventions.NONE).loss();
        assertThat(against).isNotCloseTo(whole, within(1e-3));
        for (SizeLosses.Line line : losses.lines()) {
            SizeLosses.Point last = line.points().getLast();
            double expected = switch (line.order()) {
                case PATH -> task.evaluate(subject.mask(), MEANS).loss();
                case SHUFFLED_ANSWERS -> against;
                case ATTRIBUTION, RANDOM -> whole;
            };
            assertThat(last.loss()).as(line.order().label()).isCloseTo(expected, within(1e-5));
            assertThat(line.points())
                    .extracting(SizeLosses.Point::nodes)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        assertThat(new OrderedSizes(subject, Optional.empty(), task, shuffled)
                        .run(1, ProgressListener.NONE, new CancelToken())
                        .lines())
                .extracting(SizeLosses.Line::order)
                .doesNotContain(SizeLosses.Order.PATH);
    }

    @Test
    void sizesLieAroundTheCircuits() {
        assertThat(OrderedSizes.sizes(20, 1000)).containsExactly(5, 10, 20, 40, 80, 320, 1000);
        assertThat(OrderedSizes.sizes(7, 7)).containsExactly(1, 2, 4, 7);
        assertThat(OrderedSizes.sizes(1, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void areasAreThoseOfTheTrapezoids() {
        SizeCurve curve = SizeCurve.of(List.of(point(0, 0.5), point(0.5, 1.5), point(1, 1)));
        assertThat(curve.performanceRatio()).isCloseTo(0.5 * 1 + 0.5 * 1.25, within(1e-12));
        assertThat(curve.modelDistance()).isCloseTo(0.5 * 0.5 + 0.5 * 0.25, within(1e-12));
    }

    private static SizeCurve.Point point(double share, double f) {
        return new SizeCurve.Point(share, 1, 1, 0, new Estimate(f, f, f));
    }

    @Test
    void aWholeModelIsComplete() {
        Completeness whole =
                new KnockOuts(subject(1), runner, bootstrap).run(3, 1, ProgressListener.NONE, new CancelToken());
        assertThat(whole.divergence().value()).isZero();
        Completeness part =
                new KnockOuts(subject(3), runner, bootstrap).run(3, 1, ProgressListener.NONE, new CancelToken());
        assertThat(part.divergence().value()).isPositive();
        assertThat(part.worst()).isGreaterThanOrEqualTo(part.divergence().value());
    }

    @Test
    void scrambledModelsKeepWhatTheySay() {
        SparseTransformer permuted = ScrambledModel.permuted(MODEL, 1);
        SparseTransformer random = ScrambledModel.random(MODEL, 1);
        var before = MODEL.layers().getFirst().mlpIn().weight();
        var moved = permuted.layers().getFirst().mlpIn().weight();
        var redrawn = random.layers().getFirst().mlpIn().weight();
        float[] a = before.value().clone();
        float[] b = moved.value().clone();
        Arrays.sort(a);
        Arrays.sort(b);
        assertThat(b).isEqualTo(a);
        assertThat(moved.column()).isNotEqualTo(before.column());
        assertThat(redrawn.column()).isEqualTo(before.column());
        assertThat(redrawn.value()).isNotEqualTo(before.value());
        assertThat(ScrambledModel.permuted(MODEL, 1).tokenEmbedding().toRowMajor())
                .isEqualTo(permuted.tokenEmbedding().toRowMajor());
    }

    @Test
    void prunedControlsAreNoLargerThanTheCircuitAndAreTheSameForASeed() {
        Subject subject = subject(5);
        Task task = new Task("last token", SmallModel.pairs(12, 7), PAIRS);
        List<PruningControl> controls = new ControlPruning(subject, task, Optional.empty(), 2)
                .run(NOTHING_KEPT, ProgressListener.NONE, new CancelToken());
        assertThat(controls).extracting(PruningControl::kind).containsExactly(PruningControl.Kind.values());
        assertThat(controls).allSatisfy(control -> {
            assertThat(control.nodes()).isBetween(1, subject.circuit().size());
            assertThat(control.loss()).isFinite().isPositive();
        });
        assertThat(controls).extracting(PruningControl::loss).doesNotHaveDuplicates();
        assertThat(new ControlPruning(subject, task, Optional.empty(), 2)
                        .run(NOTHING_KEPT, ProgressListener.NONE, new CancelToken()))
                .isEqualTo(controls);
    }

    @Test
    void controlsAreSearchedLikeTheTaskAndSayWhetherTheyComeClose() {
        Task task = new Task("last token", SmallModel.pairs(12, 7), PAIRS);
        MaskSettings few = new MaskSettings(20, 12, 2e-2, 0.05, 0.9, 0.95, 1e-3, 1, 1, 0.1, 1e-2, 1e-3, 1.1, 0.5, 0.75);
        PruneSettings settings = PruneSettings.DEFAULT.withMask(few).withTargetLoss(0.6);
        ControlSearch search = new ControlSearch(MODEL, MEANS, Optional.empty(), WORKERS);
        SearchedControl same =
                search.search(PruningControl.Kind.TASK, task, settings, PruneProgress.Listener.NONE, new CancelToken());
        PruneResult expected = new Pruner(MODEL, MEANS, WORKERS)
                .prune(task.train(), settings, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(same.nodes()).isEqualTo(expected.circuit().size());
        assertThat(same.reached()).isEqualTo(expected.targetReached());
        assertThat(same.leastLoss()).isFinite().isPositive();
        SearchedControl shuffled = search.search(
                PruningControl.Kind.SHUFFLED_ANSWERS, task, settings, PruneProgress.Listener.NONE, new CancelToken());
        assertThat(shuffled.loss()).isNotEqualTo(same.loss());

        SearchedControl control = new SearchedControl(PruningControl.Kind.NONSENSE, true, true, 40, 30, 0.35, 0.1);
        assertThat(control.comesClose(20, 0.15)).isTrue();
        assertThat(control.comesClose(19, 0.15)).isFalse();
        assertThat(control.comesClose(20, 0.001)).isFalse();
        assertThat(new SearchedControl(PruningControl.Kind.NONSENSE, false, true, 1, 0, 0.1, 0.1).comesClose(20, 0.15))
                .isFalse();
    }

    @Test
    void otherSeedsAreComparedByNodesEdgesAndAnswers() {
        Subject subject = subject(5);
        Task task = new Task("last token", SmallModel.pairs(12, 7), PAIRS);
        Lazy<Outcome> circuit = new Lazy<>(() -> runner.run(subject.circuitAlone()));
        SeedOverlap overlap = new OtherSeeds(subject, task, circuit, runner, bootstrap)
                .run(2, NOTHING_KEPT, ProgressListener.NONE, new CancelToken());
        assertThat(overlap.others()).extracting(SeedOverlap.Other::seed).containsExactly(3L, 4L, 5L);
        for (int i = 0; i < overlap.others().size(); i++) {
            SeedOverlap.Other other = overlap.others().get(i);
            ShortPruning.Found found = new ShortPruning(subject.circuit().size(), other.seed())
                    .prune(MODEL, MEANS, task, WORKERS, new CancelToken());
            assertThat(other.found()).containsExactlyElementsOf(found.circuit().nodeSet());
            assertThat(other.loss()).isCloseTo(found.loss(), within(1e-5));
            long shared = found.circuit().nodeSet().stream()
                    .filter(subject.circuit()::contains)
                    .count();
            long union = subject.circuit().size() + found.circuit().size() - shared;
            assertThat(overlap.nodeJaccard(i)).isCloseTo((double) shared / union, within(1e-12));
            assertThat(other.agreement().value()).isBetween(0.0, 1.0);
        }
        assertThat(overlap.nodeJaccard())
                .isCloseTo(
                        (overlap.nodeJaccard(0) + overlap.nodeJaccard(1) + overlap.nodeJaccard(2)) / 3, within(1e-12));
        for (List<List<Double>> matrix : List.of(overlap.nodeMatrix(), overlap.edgeMatrix())) {
            for (int i = 0; i < 4; i++) {
                assertThat(matrix.get(i).get(i)).isEqualTo(1);
                for (int j = 0; j < i; j++)
                    assertThat(matrix.get(i).get(j)).isEqualTo(matrix.get(j).get(i));
            }
        }
        SeedOverlap.Other second = overlap.others().get(1);
        SeedOverlap.Other third = overlap.others().get(2);
        long shared = second.found().stream().filter(third.found()::contains).count();
        assertThat(overlap.nodeMatrix().get(2).get(3))
                .isCloseTo((double) shared / (second.nodes() + third.nodes() - shared), within(1e-12));
    }

    @Test
    void exchangingValuesOfOneBinChangesThemWithinItAlone() {
        Random random = new Random(3);
        float[][] values = new float[20][30];
        for (float[] ofPrompt : values) {
            for (int t = 0; t < ofPrompt.length; t++) {
                ofPrompt[t] = random.nextInt(3) == 0 ? 0 : (float) random.nextGaussian();
            }
        }
        ValueBins bins = new ValueBins(values);
        assertThat(bins.size()).isBetween(10, 65);
        int changed = 0;
        for (int prompt = 0; prompt < values.length; prompt++) {
            for (float value : values[prompt]) {
                float other = bins.other(prompt, value, random);
                assertThat(bins.bin(other)).isEqualTo(bins.bin(value));
                if (other != value) changed++;
            }
        }
        assertThat(changed).isGreaterThan(200);
        assertThat(new ValueBins(new float[][] {{1, 1}, {1}}).other(0, 1, random))
                .isEqualTo(1);
    }

    @Test
    void interchangeMeasuresTheCircuitBeforeAndAfterAndIsTheSameForASeed() {
        Subject subject = subject(2);
        List<NodeEffect> effects =
                new LeaveOneOut(subject, PAIRS, bootstrap).nodes(ProgressListener.NONE, new CancelToken());
        Interchange found = new BinInterchange(subject, PAIRS, ValidationSettings.DEFAULT)
                .run(effects, ProgressListener.NONE, new CancelToken());
        List<PromptPair> some = PAIRS.subList(0, found.pairs());
        PairRunner few = new PairRunner(MODEL, some, WORKERS);
        assertThat(found.before().value())
                .isCloseTo(few.run(subject.circuitAlone()).result().loss(), within(1e-6));
        assertThat(found.loss().value()).isNotEqualTo(found.before().value());
        assertThat(found.nodes()).hasSize(10);
        assertThat(found.nodes()).extracting(e -> e.rise().value()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found.nodes()).anyMatch(e -> Math.abs(e.rise().value()) > 1e-4);
        assertThat(new BinInterchange(subject, PAIRS, ValidationSettings.DEFAULT)
                        .run(effects, ProgressListener.NONE, new CancelToken()))
                .isEqualTo(found);
    }

    @Test
    void randomSetsAreAsLargeAsTheCircuitAndDiffer() {
        RandomSets sets = RandomSets.draw(
                subject(5), new TaskEvaluator(MODEL, PAIRS, WORKERS), 8, 1, ProgressListener.NONE, new CancelToken());
        assertThat(sets.draws()).isEqualTo(8);
        assertThat(sets.losses()).isSorted();
        assertThat(Arrays.stream(sets.losses()).distinct().count()).isGreaterThan(4);
        assertThat(sets.mean()).isBetween(sets.best(), sets.losses()[7]);
    }
}
