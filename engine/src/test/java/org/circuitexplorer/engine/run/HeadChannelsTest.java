package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attention logits, channel by channel, make the probabilities of the pass, and values what it mixed.
final class HeadChannelsTest {
    private static final int[] FIRST = {9, 1};
    private static final int[] SECOND = {3, 17, 5, 42, 17, 8};

    @ParameterizedTest
    @ValueSource(strings = {"a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat"})
    void channelsAddUp(String name) throws Exception {
        SparseTransformer model = Golden.load(name).model();
        Activations seen;
        try (Workers workers = Workers.forThisMachine()) {
            seen = new ForwardPass(model, workers)
                    .run(
                            TokenBatch.of(List.of(FIRST, SECOND)),
                            Interventions.NONE,
                            Set.copyOf(model.config().sites()),
                            LogitsAt.NONE);
        }
        int notZero = 0;
        for (int layer = 0; layer < model.config().layers(); layer++) {
            for (int head = 0; head < model.config().heads(); head++) {
                HeadChannels channels = new HeadChannels(model, seen, layer, head, 1);
                notZero += logitsAddUp(channels, model.config().headWidth());
                valuesAddUp(channels, seen, layer, head, model.config().headWidth());
            }
        }
        assertThat(notZero).isPositive();
    }

    /// @return how many products are not 0
    private static int logitsAddUp(HeadChannels channels, int width) {
        int length = SECOND.length;
        double[][] logits = new double[length][length];
        for (int c = 0; c < width; c++) {
            float[][] products = channels.products(c);
            for (int q = 0; q < length; q++) for (int k = 0; k < length; k++) logits[q][k] += products[q][k];
        }
        int notZero = 0;
        for (int q = 0; q < length; q++) {
            for (int k = 0; k <= q; k++) {
                AttentionSplit split = channels.split(q, k);
                float[][] pattern = channels.pattern();
                assertThat(split.products()).hasSize(width);
                assertThat(split.logit()).isCloseTo(logits[q][k], within(1e-4));
                assertThat(split.closes()).as(split.toString()).isTrue();
                assertThat(split.recorded()).isEqualTo((double) pattern[q][k]);
                // Without the softmax: two keys' probabilities differ as their logits do.
                assertThat(Math.log(pattern[q][k] / pattern[q][0]))
                        .isCloseTo(split.logit() - logits[q][0], within(1e-3));
                notZero += (int)
                        Arrays.stream(split.products()).filter(p -> p != 0).count();
            }
        }
        return notZero;
    }

    private static void valuesAddUp(HeadChannels channels, Activations seen, int layer, int head, int width) {
        Panel mixed = seen.at(new Site(layer, SiteKind.ATTN_Y));
        for (int c = 0; c < width; c++) {
            float[][] carried = channels.carried(c);
            for (int q = 0; q < SECOND.length; q++) {
                double sum = 0;
                for (float part : carried[q]) sum += part;
                assertThat(sum).isCloseTo(mixed.get(head * width + c, FIRST.length + q), within(1e-5));
            }
        }
    }
}
