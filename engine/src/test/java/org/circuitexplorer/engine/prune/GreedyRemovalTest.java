package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreedyRemovalTest {
    private static final double TARGET = 0.3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noNodeOfTheResultCanGo(long seed) {
        WeightedNodes objective = WeightedNodes.random(60, new Random(seed));
        Candidate found = greedy(objective, objective.noEdges()).removeSingly(objective.whole(), 0.5, new Random(seed));
        assertThat(found.loss()).isLessThanOrEqualTo(TARGET).isCloseTo(objective.loss(found.mask()), within(1e-9));
        for (int i = 0; i < 60; i++) {
            if (found.mask()[i] == 0f) continue;
            float[] fewer = found.mask().clone();
            fewer[i] = 0f;
            assertThat(objective.loss(fewer)).isGreaterThan(TARGET);
        }
    }

    @Test
    void theCheapestNodesGoFirst() {
        WeightedNodes objective = new WeightedNodes(0.5, 0.02, 0.29, 0.01, 0.4, 0.03);
        Candidate found = greedy(objective, objective.noEdges()).removeSingly(objective.whole(), 0, new Random(1));
        assertThat(found.mask()).containsExactly(1f, 0f, 1f, 0f, 1f, 0f);
    }

    @Test
    void ofEqualNodesTheOneWithMoreEdgesGoes() {
        WeightedNodes objective = new WeightedNodes(0.2, 0.2, 0.2, 9, 9, 9);
        int[][] neighbours = {{3}, {3, 4, 5}, {4}, {0, 1}, {1, 2}, {1}};
        EdgeIndex edges = new EdgeIndex(i -> neighbours[i]);
        Candidate found = greedy(objective, edges).removeSingly(objective.whole(), 0, new Random(1));
        assertThat(found.mask()).containsExactly(1f, 0f, 1f, 1f, 1f, 1f);
    }

    @Test
    void runsOfTheRankingGoWhileThereAreManyNodes() {
        double[] weight = IntStream.range(0, 600).mapToDouble(i -> i * 1e-5).toArray();
        WeightedNodes objective = new WeightedNodes(weight);
        List<Integer> sizes = new ArrayList<>();
        GreedyRemoval removal = new GreedyRemoval(
                objective, objective.noEdges(), TARGET, new CancelToken(), smaller -> sizes.add(smaller.nodes()));
        Candidate found =
                removal.removeRuns(objective.whole(), IntStream.range(0, 600).toArray());
        assertThat(found.loss()).isLessThanOrEqualTo(TARGET).isCloseTo(objective.loss(found.mask()), within(1e-9));
        assertThat(found.nodes()).isLessThan(450);
        assertThat(sizes).hasSizeLessThan(60).last().isEqualTo(found.nodes());
        assertThat(found.mask()[599]).isEqualTo(1f);
        assertThat(found.mask()[0]).isZero();
    }

    @Test
    void runsAreRankedAnewByTheSlopeOfTheLoss() {
        double[] weight = IntStream.range(0, 600)
                .mapToDouble(i -> i % 7 == 0 ? 0.3 : 1e-5)
                .toArray();
        WeightedNodes objective = new WeightedNodes(weight);
        Candidate found = greedy(objective, objective.noEdges()).removeRuns(objective.whole(), objective);
        assertThat(found.loss()).isLessThanOrEqualTo(TARGET).isCloseTo(objective.loss(found.mask()), within(1e-9));
        assertThat(found.nodes()).isLessThan(160);
        for (int i = 0; i < 600; i += 7) assertThat(found.mask()[i]).isEqualTo(1f);
    }

    @Test
    void twoNodesThatOnlyCanGoTogetherGo() {
        MaskLoss eitherBothOrNone = mask -> Math.abs(mask[0] - mask[1]) + (1 - mask[2]);
        EdgeIndex noEdges = new EdgeIndex(i -> new int[0]);
        GreedyRemoval removal = greedy(eitherBothOrNone, noEdges);
        Candidate single = removal.removeSingly(new Candidate(new float[] {1, 1, 1}, 0), 0, new Random(1));
        assertThat(single.mask()).containsExactly(1f, 1f, 1f);
        assertThat(removal.removePairs(single, new Random(1)).mask()).containsExactly(0f, 0f, 1f);
    }

    @Test
    void quickRemovalMeetsTheTargetWhateverItRemembers() {
        WeightedNodes first = WeightedNodes.random(60, new Random(9));
        GreedyRemoval removal = greedy(first, first.noEdges());
        Candidate small = removal.removeSingly(first.whole(), 0, new Random(1));
        Candidate again = removal.removeQuickly(first.whole(), 0, new Random(1));
        assertThat(again.loss()).isLessThanOrEqualTo(TARGET).isCloseTo(first.loss(again.mask()), within(1e-9));
        assertThat(again.nodes()).isLessThanOrEqualTo(small.nodes() + 1);
    }

    @Test
    void stopsWhenCancelled() {
        WeightedNodes objective = new WeightedNodes(0.1, 0.1);
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        GreedyRemoval removal = new GreedyRemoval(objective, objective.noEdges(), TARGET, cancel, smaller -> {});
        assertThatThrownBy(() -> removal.removeSingly(objective.whole(), 0, new Random(1)))
                .isInstanceOf(CancelledException.class);
    }

    private static GreedyRemoval greedy(MaskLoss objective, EdgeIndex edges) {
        return new GreedyRemoval(objective, edges, TARGET, new CancelToken(), smaller -> {});
    }
}
