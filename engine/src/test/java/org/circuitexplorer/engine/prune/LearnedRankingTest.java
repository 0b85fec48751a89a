package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.GradientRunner;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.PromptPair;
import org.junit.jupiter.api.Test;

class LearnedRankingTest {
    private static final SparseTransformer MODEL = SmallModel.create(21);
    private static final int NODES = new NodeIndex(MODEL.config()).size();
    private static final int STEPS = 10;

    private final List<PruneProgress> heard = new ArrayList<>();
    private final List<Integer> met = new ArrayList<>();

    @Test
    void theStartThatKeepsTheFewestNodesSaysTheOrder() {
        Scripted device = new Scripted(40, 12, 25);
        Ranking ranking = rank(device);
        assertThat(ranking.positive()).isEqualTo(12);
        assertThat(device.closed).isEqualTo(3);
        assertThat(heard).hasSize(3 * STEPS);
        assertThat(heard.getLast().step()).isEqualTo(3 * STEPS);
    }

    @Test
    void onlyMasksSmallerThanThoseOfStartsBeforeCount() {
        rank(new Scripted(40, 12, 25));
        assertThat(met).containsExactly(40, 12);
    }

    @Test
    void everyStartBeginsElsewhere() {
        Scripted device = new Scripted(3, 2, 1);
        rank(device);
        assertThat(device.first).hasSize(3).doesNotHaveDuplicates();
    }

    private Ranking rank(Scripted device) {
        PruneSettings settings = PruneSettings.DEFAULT
                .with("starts", device.kept.size())
                .with("steps", STEPS)
                .with("batchPairs", 5);
        List<PromptPair> pairs = SmallModel.pairs(12, 23, 1, 2);
        return new LearnedRanking(
                        device,
                        new float[NODES],
                        settings,
                        new Random(1),
                        new ProgressReport(heard::add),
                        new CancelToken())
                .of(pairs, mask -> met.add(new Candidate(mask, 0).nodes()));
    }

    /// A device whose learners keep so many nodes at each of their steps, one learner after the other.
    private static final class Scripted implements ModelOnDevice, LearnsMasks {
        final Deque<Integer> kept = new ArrayDeque<>();
        final List<List<Float>> first = new ArrayList<>();
        int closed;

        Scripted(Integer... kept) {
            this.kept.addAll(List.of(kept));
        }

        @Override
        public SparseTransformer model() {
            return MODEL;
        }

        @Override
        public MaskLearning learner(
                MaskSettings settings,
                double targetLoss,
                List<List<PromptPair>> batches,
                float[] means,
                float[] tau,
                TiedHeads ties) {
            assertThat(batches).extracting(List::size).containsExactly(5, 5, 2);
            List<Float> beginning = new ArrayList<>();
            for (float value : tau) beginning.add(value);
            first.add(beginning);
            float[] mask = new float[NODES];
            Arrays.fill(mask, 0, kept.removeFirst(), 1f);
            return new MaskLearning() {
                private int step;

                @Override
                public boolean isDone() {
                    return step == settings.steps();
                }

                @Override
                public void step() {
                    step++;
                }

                @Override
                public int steps() {
                    return step;
                }

                @Override
                public double loss() {
                    return targetLoss / 2;
                }

                @Override
                public int kept() {
                    return new Candidate(mask, 0).nodes();
                }

                @Override
                public float[] mask() {
                    return mask.clone();
                }

                @Override
                public float[] tau() {
                    float[] end = new float[NODES];
                    for (int i = 0; i < NODES; i++) end[i] = mask[i] - 0.5f;
                    return end;
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        @Override
        public ForwardRunner forward() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AnswerRunner answers(TokenBatch batch, int[] vocabulary) {
            throw new UnsupportedOperationException();
        }

        @Override
        public GradientRunner gradient(TokenBatch batch, int[] vocabulary) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
