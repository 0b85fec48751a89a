package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.Interventions;

/// How much of every node's own value is kept, and what fills the rest: `x * mask + filling * (1 - mask)`.
///
/// @param index numbers the nodes
/// @param mask `[nodes]`
/// @param filling `[nodes]`
public record NodeMask(NodeIndex index, float[] mask, float[] filling) {
    public NodeMask {
        if (mask.length != index.size() || filling.length != index.size()) {
            throw new IllegalArgumentException("expected " + index.size() + " values of mask and filling, found "
                    + mask.length + " and " + filling.length);
        }
    }

    /// Every node as it is.
    public static NodeMask ones(NodeIndex index) {
        float[] ones = new float[index.size()];
        Arrays.fill(ones, 1f);
        return new NodeMask(index, ones, new float[ones.length]);
    }

    /// The same as changes of a forward pass.
    public Interventions interventions() {
        return Interventions.ofMask(index, mask, filling);
    }

    /// Whether anything of a node's own value is kept.
    boolean keeps(int node) {
        return mask[node] != 0f;
    }

    /// Mixes what fills a node that is kept in part into its values.
    void fill(int node, float[] values, int from, int to) {
        float share = mask[node];
        if (share == 1f) return;
        float rest = filling[node] * (1 - share);
        for (int j = from; j < to; j++) values[j] = values[j] * share + rest;
    }

    /// The first node that differs from another mask's, or -1.
    int firstDifference(NodeMask other) {
        int byMask = Arrays.mismatch(mask, other.mask);
        int byFilling = filling == other.filling ? -1 : Arrays.mismatch(filling, other.filling);
        if (byMask < 0 || byFilling < 0) return Math.max(byMask, byFilling);
        return Math.min(byMask, byFilling);
    }
}
