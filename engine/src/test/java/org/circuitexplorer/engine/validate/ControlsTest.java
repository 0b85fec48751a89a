package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.io.FinishedParts;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.MaskSettings;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneResult;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.Pruner;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

/// What a circuit is set beside, on a small random model.
final class ControlsTest extends OfSmallModel {
    private static final FinishedParts NOTHING_KEPT = FinishedParts.none(MODEL.config());

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
        ControlSearch search = new ControlSearch(MODEL, MEANS, Optional.empty(), workers);
        SearchedControl same =
                search.search(PruningControl.Kind.TASK, task, settings, PruneProgress.Listener.NONE, new CancelToken());
        PruneResult expected = new Pruner(MODEL, MEANS, workers)
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
        SearchedControl better = new SearchedControl(PruningControl.Kind.NONSENSE, true, true, 20, 30, 0.9, 0.1);
        assertThat(better.comesClose(20, 1.2))
                .as("a circuit worse than guessing")
                .isTrue();
        assertThat(better.comesClose(20, 0.89)).isFalse();
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
                    .prune(MODEL, MEANS, task, workers, new CancelToken());
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
    void randomSetsAreAsLargeAsTheCircuitAndDiffer() {
        RandomSets sets = RandomSets.draw(
                subject(5),
                new TaskEvaluator(MODEL, PAIRS, workers),
                LossKind.RAW,
                8,
                1,
                ProgressListener.NONE,
                new CancelToken());
        assertThat(sets.draws()).isEqualTo(8);
        assertThat(sets.losses()).isSorted();
        assertThat(Arrays.stream(sets.losses()).distinct().count()).isGreaterThan(4);
        assertThat(sets.mean()).isBetween(sets.best(), sets.losses()[7]);
    }
}
