package org.circuitexplorer.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final int PAIRS = 4000;

    /// Logits whose probabilities are right, and the same logits scaled and shifted.
    private static TaskResult distorted(double scale, double shift, long seed) {
        Random random = new Random(seed);
        float[] wanted = new float[2 * PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            for (int side = 1; side >= -1; side -= 2) {
                wanted[2 * pair + (1 - side) / 2] = (float) (scale * drawn(random) + side * shift);
            }
        }
        return TaskResult.of(wanted);
    }

    /// A logit of the wanted answer, such that it is wanted as often as the logit says.
    private static double drawn(Random random) {
        double logit = 4 * random.nextDouble();
        return random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? logit : -logit;
    }

    @Test
    void aScaleAndAShiftAreUndone() {
        TaskResult asTheyAre = distorted(1, 0, 1);
        TaskResult distorted = distorted(0.25, 1.5, 1);
        Calibration found = Calibration.fit(distorted);
        assertThat(found.scale()).isCloseTo(4, within(0.2));
        assertThat(found.shift()).isCloseTo(-6, within(0.3));
        assertThat(found.apply(distorted).loss()).isCloseTo(asTheyAre.loss(), within(2e-3));
        assertThat(distorted.loss()).isGreaterThan(asTheyAre.loss() + 0.2);
        TaskResult others = distorted(0.25, 1.5, 2);
        assertThat(found.apply(others).loss()).isCloseTo(distorted(1, 0, 2).loss(), within(5e-3));
    }

    @Test
    void aLossIsToldAsItIsOrAfterTheScaleAndShiftOfThesePromptsOrOfOthers() {
        TaskResult result = distorted(0.25, 1.5, 1);
        TaskResult others = distorted(0.25, 1.5, 2);
        Calibration found = Calibration.fit(result);
        assertThat(LossKind.RAW.of(result)).isEqualTo(result.loss());
        assertThat(LossKind.RAW.elsewhere(others, () -> result)).isEqualTo(others.loss());
        assertThat(LossKind.CALIBRATED.of(result)).isEqualTo(found.apply(result).loss());
        assertThat(LossKind.CALIBRATED.elsewhere(others, () -> result))
                .isEqualTo(found.apply(others).loss())
                .isNotEqualTo(LossKind.CALIBRATED.of(others));
    }

    @Test
    void noScaleAndShiftNearTheFittedOneIsBetter() {
        TaskResult result = distorted(0.4, -0.7, 3);
        Calibration found = Calibration.fit(result);
        double least = found.apply(result).loss();
        double slack = 1.0 / PAIRS;
        for (double[] move : new double[][] {{0.1, 0}, {-0.1, 0}, {0, 0.1}, {0, -0.1}}) {
            Calibration other = new Calibration(found.scale() + move[0], found.shift() + move[1]);
            assertThat(other.apply(result).loss()).isGreaterThan(least - slack);
        }
    }

    @Test
    void rightAnswersAreMadeSureButNotCertain() {
        float[] wanted = new float[20];
        Random random = new Random(4);
        for (int i = 0; i < wanted.length; i++) wanted[i] = 0.1f + random.nextFloat();
        TaskResult right = TaskResult.of(wanted);
        Calibration found = Calibration.fit(right);
        assertThat(found.scale()).isFinite().isGreaterThan(2);
        double sure = -Math.log(11.0 / 12);
        assertThat(found.apply(right).loss()).isBetween(sure / 3, 2.5 * sure);
    }

    @Test
    void wrongAnswersAreNotTurnedRound() {
        Calibration found = Calibration.fit(TaskResult.of(new float[] {-1, -2, -3, -1.5f}));
        assertThat(found).isEqualTo(new Calibration(0, 0));
        assertThat(found.apply(TaskResult.of(new float[] {5, -5})).loss()).isCloseTo(Math.log(2), within(1e-9));
    }

    @Test
    void nothingChangesNothingAndNonsenseIsRefused() {
        TaskResult result = TaskResult.of(new float[] {1, -2, 3, 4});
        assertThat(Calibration.NONE.apply(result).logitDifferences()).isEqualTo(result.logitDifferences());
        assertThatThrownBy(() -> new Calibration(-1, 0)).hasMessageContaining("found -1.0 and 0.0");
        assertThatThrownBy(() -> new Calibration(1, Double.NaN)).hasMessageContaining("NaN");
    }
}
