package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

/// Circuits that grow to the whole model, on a small random one.
final class SizesTest extends OfSmallModel {
    @Test
    void growingCircuitsStartWithTheCircuitAndCountEdgesExactly() {
        Subject subject = subject(5);
        List<NodeEffect> effects =
                new LeaveOneOut(subject, PAIRS, bootstrap).nodes(ProgressListener.NONE, new CancelToken());
        GrowingCircuits growing = GrowingCircuits.of(subject, effects, new TaskEvaluator(MODEL, PAIRS, workers));
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
        TaskEvaluator task = new TaskEvaluator(MODEL, PAIRS, workers);
        TaskEvaluator shuffled = new TaskEvaluator(MODEL, swapped, workers);
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
}
