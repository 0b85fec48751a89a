package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;

class RefinementTest {
    private static final SparseTransformer MODEL = SmallModel.create(31);
    private static final NodeIndex INDEX = new NodeIndex(MODEL.config());
    private static final EdgeIndex EDGES = EdgeIndex.of(MODEL);
    private static final int NEURON = INDEX.indexOf(new NodeId(new Site(1, SiteKind.MLP_NEURON), 3));
    private static final int READ = firstNeighbour(SiteKind.Role.READ);
    private static final int WRITE = firstNeighbour(SiteKind.Role.WRITE);
    /// The long way to the answer: nodes of the first layer.
    private static final int[] MANY = IntStream.range(0, 6).toArray();

    /// The answer takes many nodes together, or a neuron with one that it reads and one that it writes.
    private static double loss(float[] mask) {
        double manyKept = 1;
        for (int node : MANY) manyKept *= mask[node];
        return (1 - 0.7 * manyKept) * (1 - mask[READ] * mask[NEURON] * mask[WRITE]);
    }

    @Test
    void aPathwayIsFoundOfWhichNoSingleNodeHelps() {
        Candidate found = refined(mask(MANY), RefinementTest::loss);
        assertThat(found.mask()).isEqualTo(mask(READ, NEURON, WRITE));
        assertThat(found.loss()).isZero();
    }

    @Test
    void aMinimumStaysAsItIs() {
        Candidate found = refined(mask(READ, NEURON, WRITE), RefinementTest::loss);
        assertThat(found.mask()).isEqualTo(mask(READ, NEURON, WRITE));
    }

    @Test
    void whatOnlyFewPairsAllowIsNotKept() {
        MaskLoss easier = mask -> loss(mask) / 2;
        Candidate found = refined(mask(READ, NEURON, WRITE), easier);
        assertThat(loss(found.mask())).isLessThanOrEqualTo(0.5);
    }

    private static Candidate refined(float[] start, MaskLoss few) {
        Refinement refinement = new Refinement(
                RefinementTest::loss,
                few,
                EDGES,
                new Pathways(INDEX, EDGES),
                IntStream.range(0, INDEX.size()).toArray(),
                0.5,
                SearchSettings.DEFAULT,
                new Candidate(start, loss(start)),
                new Random(1),
                new CancelToken());
        for (int k = 0; k < 30; k++) refinement.kick();
        refinement.finish();
        return refinement.best();
    }

    private static float[] mask(int... nodes) {
        float[] mask = new float[INDEX.size()];
        for (int node : nodes) mask[node] = 1f;
        return mask;
    }

    private static int firstNeighbour(SiteKind.Role role) {
        return IntStream.of(EDGES.neighbours(NEURON))
                .filter(i -> INDEX.node(i).site().kind().role() == role)
                .findFirst()
                .orElseThrow();
    }
}
