package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attention logits, channel by channel, make the probabilities of the pass.
final class AttentionSplitTest {
    @ParameterizedTest
    @ValueSource(strings = {"a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat"})
    void channelsAddUpToEveryLogit(String name) throws Exception {
        SparseTransformer model = Golden.load(name).model();
        TokenBatch batch = TokenBatch.of(List.of(new int[] {9, 1}, new int[] {3, 17, 5, 42, 17, 8}));
        Activations seen;
        try (Workers workers = Workers.forThisMachine()) {
            seen = new ForwardPass(model, workers)
                    .run(batch, Interventions.NONE, Set.copyOf(model.config().sites()), LogitsAt.NONE);
        }
        int width = model.config().headWidth();
        boolean anything = false;
        for (int layer = 0; layer < model.config().layers(); layer++) {
            for (int head = 0; head < model.config().heads(); head++) {
                float[][] pattern = AttentionPattern.of(model, seen, layer, head, 1);
                double[][] logits = new double[6][6];
                for (int c = 0; c < width; c++) {
                    float[][] ofChannel = AttentionSplit.ofChannel(model, seen, layer, head, c, 1);
                    for (int q = 0; q < 6; q++) for (int k = 0; k <= q; k++) logits[q][k] += ofChannel[q][k];
                }
                for (int q = 0; q < 6; q++) {
                    for (int k = 0; k <= q; k++) {
                        AttentionSplit split = AttentionSplit.of(model, seen, layer, head, 1, q, k);
                        assertThat(split.products()).hasSize(width);
                        assertThat(split.logit()).isCloseTo(logits[q][k], within(1e-4));
                        assertThat(split.closes())
                                .as("%d.%d %d %d: %s", layer, head, q, k, split)
                                .isTrue();
                        assertThat(split.recorded()).isEqualTo((double) pattern[q][k]);
                        // Without the softmax: two keys' probabilities differ as their logits do.
                        assertThat(Math.log(pattern[q][k] / pattern[q][0]))
                                .isCloseTo(split.logit() - logits[q][0], within(1e-3));
                        anything |= Arrays.stream(split.products()).anyMatch(p -> p != 0);
                    }
                }
            }
        }
        assertThat(anything).isTrue();
    }
}
