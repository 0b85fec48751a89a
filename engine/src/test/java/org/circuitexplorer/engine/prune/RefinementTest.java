package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.circuitexplorer.engine.job.CancelToken;
import org.junit.jupiter.api.Test;

class RefinementTest {
    private static final int[][] NEIGHBOURS = {{}, {2}, {1}, {}, {}};
    private static final EdgeIndex EDGES = new EdgeIndex(i -> NEIGHBOURS[i]);

    /// The answer takes node 0, or nodes 1 and 2 together, and always node 3.
    private static final class EitherWay implements MaskObjective {
        @Override
        public int size() {
            return 5;
        }

        @Override
        public double loss(float[] mask) {
            return (1 - mask[0]) * (1 - mask[1] * mask[2]) + (1 - mask[3]);
        }

        @Override
        public double gradient(float[] mask, float[] gradient) {
            gradient[0] = -(1 - mask[1] * mask[2]) - 0.1f;
            gradient[1] = -(1 - mask[0]) * mask[2];
            gradient[2] = -(1 - mask[0]) * mask[1];
            gradient[3] = -1;
            gradient[4] = -0.01f;
            return loss(mask);
        }
    }

    @Test
    void findsTheSmallerWayFromTheLarger() {
        Candidate larger = new Candidate(new float[] {0, 1, 1, 1, 0}, 0);
        assertThat(refined(larger, 30).mask()).containsExactly(1f, 0f, 0f, 1f, 0f);
    }

    @Test
    void aMinimumStaysAsItIs() {
        Candidate minimum = new Candidate(new float[] {1, 0, 0, 1, 0}, 0);
        assertThat(refined(minimum, 30).mask()).isEqualTo(minimum.mask());
    }

    @Test
    void costCountsNodesAndEdges() {
        assertThat(EDGES.cost(new float[] {1, 1, 1, 1, 0})).isEqualTo(5);
        assertThat(EDGES.cost(new float[] {1, 1, 0, 1, 0})).isEqualTo(3);
    }

    private static Candidate refined(Candidate start, int kicks) {
        MaskObjective either = new EitherWay();
        Refinement refinement = new Refinement(
                either, either, EDGES, 0.5, SearchSettings.DEFAULT, start, new Random(1), new CancelToken());
        for (int k = 0; k < kicks; k++) refinement.kick();
        return refinement.best();
    }
}
