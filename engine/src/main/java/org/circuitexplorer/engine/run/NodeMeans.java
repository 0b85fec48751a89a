package org.circuitexplorer.engine.run;

import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// Every node's mean over all tokens of a few sequences. Means over a whole corpus come with its statistics.
public final class NodeMeans {
    private final NodeIndex index;
    private final double[] sum;
    private long tokens;

    private NodeMeans(NodeIndex index) {
        this.index = index;
        this.sum = new double[index.size()];
    }

    /// Sequence by sequence, so that memory does not grow with their number.
    ///
    /// @param sequences at least one
    /// @return a mean for each node of [NodeIndex]
    public static float[] over(SparseTransformer model, List<int[]> sequences, Workers workers) {
        NodeMeans means = new NodeMeans(new NodeIndex(model.config()));
        ForwardPass pass = new ForwardPass(model, workers);
        Set<Site> sites = Set.copyOf(model.config().nodeSites());
        for (int[] sequence : sequences) {
            means.add(pass.run(TokenBatch.of(sequence), Interventions.NONE, sites, LogitsAt.NONE), sequence.length);
        }
        return means.result();
    }

    private void add(Activations seen, int length) {
        for (Site site : index.sites()) {
            Panel panel = seen.at(site);
            int first = index.offset(site);
            for (int c = 0; c < panel.channels(); c++) {
                for (int t = 0; t < length; t++) sum[first + c] += panel.get(c, t);
            }
        }
        tokens += length;
    }

    private float[] result() {
        float[] means = new float[sum.length];
        for (int i = 0; i < means.length; i++) means[i] = (float) (sum[i] / tokens);
        return means;
    }
}
