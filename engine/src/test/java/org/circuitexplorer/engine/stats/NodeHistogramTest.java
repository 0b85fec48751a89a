package org.circuitexplorer.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class NodeHistogramTest {
    @Test
    void reachLeavesOutTheMostExtremeTenthOfAPercent() {
        int[] counts = new int[100];
        counts[0] = 100_000;
        counts[1] = 900;
        counts[99] = 10;
        NodeHistogram histogram = new NodeHistogram(0, 0.5, counts, 0, 100_910, 0.25f, 0, 49.9f);
        assertThat(histogram.reach()).isCloseTo(1, within(0.1));
    }

    @Test
    void reachLooksAtBothSigns() {
        NodeHistogram histogram = new NodeHistogram(-4, 1, new int[] {50, 0, 0, 0, 50}, 0, 100, -1.5f, -4, 0.9f);
        assertThat(histogram.reach()).isCloseTo(4, within(0.01));
    }

    @Test
    void whereHardlyAnythingIsNotZeroItIsTheLargestMagnitude() {
        NodeHistogram histogram = new NodeHistogram(2, 1, new int[] {1}, 100_000, 100_001, 0, 0, 2.5f);
        assertThat(histogram.reach()).isEqualTo(2.5);
    }

    @Test
    void aMagnitudeIsExceededByAFractionOfAllTokens() {
        NodeHistogram histogram = new NodeHistogram(-4, 1, new int[] {5, 0, 0, 0, 60, 20, 10, 5}, 0, 100, 0, -4, 3.9f);
        assertThat(histogram.exceededBy(0.10)).isEqualTo(3);
        assertThat(histogram.exceededBy(0.15)).isEqualTo(2);
        assertThat(histogram.exceededBy(0.40)).isEqualTo(1);
        assertThat(histogram.exceededBy(0.41)).isZero();
    }
}
