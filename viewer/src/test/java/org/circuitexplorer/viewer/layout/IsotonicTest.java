package org.circuitexplorer.viewer.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class IsotonicTest {
    @Test
    void leavesAloneWhatHasRoom() {
        assertThat(Isotonic.place(new double[] {0, 10, 30}, new double[] {1, 1, 1}, new double[] {0, 5, 5}))
                .containsExactly(0, 10, 30);
    }

    @Test
    void sharesTheShiftByWeight() {
        assertThat(Isotonic.place(new double[] {0, 0}, new double[] {3, 1}, new double[] {0, 8}))
                .containsExactly(-2, 6);
    }

    @Test
    void noFeasibleNeighbourIsBetter() {
        Random random = new Random(11);
        int n = 12;
        double[] wanted = random.doubles(n, 0, 60).toArray();
        double[] weight = random.doubles(n, 0.1, 4).toArray();
        double[] distance = random.doubles(n, 1, 12).toArray();
        double[] placed = Isotonic.place(wanted, weight, distance);
        double cost = cost(wanted, weight, placed);
        for (int i = 1; i < n; i++) {
            assertThat(placed[i] - placed[i - 1]).isGreaterThanOrEqualTo(distance[i] - 1e-9);
        }
        for (int trial = 0; trial < 2000; trial++) {
            double[] other = placed.clone();
            for (int i = 0; i < n; i++) other[i] += random.nextGaussian() * 0.5;
            for (int i = 1; i < n; i++) other[i] = Math.max(other[i], other[i - 1] + distance[i]);
            assertThat(cost(wanted, weight, other)).isGreaterThanOrEqualTo(cost - 1e-9);
        }
    }

    private static double cost(double[] wanted, double[] weight, double[] placed) {
        double cost = 0;
        for (int i = 0; i < wanted.length; i++) cost += weight[i] * Math.pow(placed[i] - wanted[i], 2);
        return cost;
    }
}
