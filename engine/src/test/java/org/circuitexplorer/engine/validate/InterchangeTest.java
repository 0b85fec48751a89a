package org.circuitexplorer.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.task.PromptPair;
import org.junit.jupiter.api.Test;

/// Values of one bin exchanged between prompts, on a small random model.
final class InterchangeTest extends OfSmallModel {
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
        Interchange found = new BinInterchange(
                        new FewPairs(subject, PAIRS, ValidationSettings.DEFAULT), ValidationSettings.DEFAULT)
                .run(effects, ProgressListener.NONE, new CancelToken());
        List<PromptPair> some = PAIRS.subList(0, found.pairs());
        PairRunner few = new PairRunner(MODEL, some, workers);
        assertThat(found.before().value())
                .isCloseTo(few.run(subject.circuitAlone()).result().loss(), within(1e-6));
        assertThat(found.loss().value()).isNotEqualTo(found.before().value());
        assertThat(found.nodes()).hasSize(10);
        assertThat(found.nodes()).extracting(e -> e.rise().value()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found.nodes()).anyMatch(e -> Math.abs(e.rise().value()) > 1e-4);
        assertThat(new BinInterchange(
                                new FewPairs(subject, PAIRS, ValidationSettings.DEFAULT), ValidationSettings.DEFAULT)
                        .run(effects, ProgressListener.NONE, new CancelToken()))
                .isEqualTo(found);
    }
}
