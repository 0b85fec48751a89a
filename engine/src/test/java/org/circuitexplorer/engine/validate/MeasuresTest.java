package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitMetrics;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

/// The measures on a small random model, where each can be computed another way.
final class MeasuresTest extends OfSmallModel {
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
        var expected = new TaskEvaluator(MODEL, PAIRS, workers).evaluate(subject.mask(), MEANS);
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
        PairRunner twinRunner = new PairRunner(MODEL, twins, workers);
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
                new Subject(MODEL, INDEX, new float[MEANS.length], subject(4).circuit(), workers);
        assertThat(others.run(AblationKind.ZERO, 0).result().loss())
                .isNotEqualTo(mean)
                .isCloseTo(runner.run(zero.circuitAlone()).result().loss(), within(1e-9));
        assertThat(others.run(AblationKind.TASK_MEAN, 0).result().loss()).isNotEqualTo(mean);
    }

    @Test
    void leavingOutNodesAgreesWithTheMetricsOfCircuits() {
        Subject subject = subject(5);
        Circuit measured = new CircuitMetrics(INDEX, new TaskEvaluator(MODEL, PAIRS, workers), MEANS)
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
        TaskEvaluator evaluator = new TaskEvaluator(MODEL, PAIRS, workers);
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
        Subject alone = new Subject(MODEL, INDEX, MEANS, Circuit.of(List.of(INDEX.node(0))), workers);
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
    void aWholeModelIsComplete() {
        Completeness whole =
                new KnockOuts(subject(1), runner, bootstrap).run(3, 1, ProgressListener.NONE, new CancelToken());
        assertThat(whole.divergence().value()).isZero();
        Completeness part =
                new KnockOuts(subject(3), runner, bootstrap).run(3, 1, ProgressListener.NONE, new CancelToken());
        assertThat(part.divergence().value()).isPositive();
        assertThat(part.worst()).isGreaterThanOrEqualTo(part.divergence().value());
    }
}
