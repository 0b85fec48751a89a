package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

class TiedHeadsTest {
    private static final SparseTransformer MODEL = SmallModel.create(81);
    private static final NodeIndex INDEX = new NodeIndex(MODEL.config());
    private static final MaskSettings SETTINGS =
            new MaskSettings(30, 8, 5e-2, 0.05, 0.9, 0.95, 1e-3, 1, 1, 0.1, 0.2, 1e-2, 1.1, 0.5, 0.75);

    @Test
    void queryAndKeyOfAChannelOfOneLayerAreTied() {
        TiedHeads heads = TiedHeads.of(INDEX);
        assertThat(heads.query()).hasSize(2 * MODEL.config().attentionWidth());
        for (int i = 0; i < heads.query().length; i++) {
            NodeId query = INDEX.node(heads.query()[i]);
            NodeId key = INDEX.node(heads.key()[i]);
            assertThat(query.site().kind()).isEqualTo(SiteKind.ATTN_Q);
            assertThat(key.site().kind()).isEqualTo(SiteKind.ATTN_K);
            assertThat(key.site().layer()).isEqualTo(query.site().layer());
            assertThat(key.channel()).isEqualTo(query.channel());
        }
    }

    @Test
    void tiedMasksStayEqualWhileTheyAreLearnedAndOthersDoNot() {
        TiedHeads heads = TiedHeads.of(INDEX);
        try (Workers workers = new Workers(1)) {
            MaskObjective plain = new TaskObjective(
                    new TaskEvaluator(MODEL, SmallModel.pairs(6, 83), workers),
                    SmallModel.means(MODEL, 82),
                    LossKind.RAW);
            float[] tau = MaskLearner.firstTau(SETTINGS, INDEX.size(), new Random(1));
            MaskLearner apart = new MaskLearner(SETTINGS, 0.3, List.of(plain), tau);
            heads.tie(tau);
            MaskLearner tied = new MaskLearner(SETTINGS, 0.3, List.of(heads.tied(plain)), tau);
            while (!tied.isDone()) {
                tied.step();
                apart.step();
            }
            assertThat(differing(heads, tied.tau())).isZero();
            assertThat(differing(heads, apart.tau())).isPositive();
            assertThat(tied.kept()).isLessThan(INDEX.size());
        }
    }

    private static int differing(TiedHeads heads, float[] tau) {
        int differing = 0;
        for (int i = 0; i < heads.query().length; i++) {
            if (tau[heads.query()[i]] != tau[heads.key()[i]]) differing++;
        }
        return differing;
    }
}
