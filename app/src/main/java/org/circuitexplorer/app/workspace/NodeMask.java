package org.circuitexplorer.app.workspace;

import java.util.Arrays;
import java.util.Collection;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.Interventions;

/// How much of every node's own value is kept, and what fills the rest: `x * mask + filling * (1 - mask)`.
///
/// @param index numbers the nodes
/// @param mask `[nodes]`
/// @param filling `[nodes]`
public record NodeMask(NodeIndex index, float[] mask, float[] filling) {
    /// Everything but `nodes` frozen to its mean.
    public static NodeMask keepOnly(NodeIndex index, Collection<NodeId> nodes, float[] means) {
        float[] mask = new float[index.size()];
        for (NodeId node : nodes) mask[index.indexOf(node)] = 1;
        return new NodeMask(index, mask, means);
    }

    /// Only `nodes` frozen to their means.
    public static NodeMask without(NodeIndex index, Collection<NodeId> nodes, float[] means) {
        float[] mask = new float[index.size()];
        Arrays.fill(mask, 1);
        for (NodeId node : nodes) mask[index.indexOf(node)] = 0;
        return new NodeMask(index, mask, means);
    }

    /// This mask with ablations on top.
    public NodeMask with(Ablations ablations) {
        float[] changedMask = mask.clone();
        float[] changedFilling = filling.clone();
        ablations.byNode().forEach((node, ablation) -> {
            int i = index.indexOf(node);
            switch (ablation) {
                case Ablation.Mean() -> changedMask[i] = 0;
                case Ablation.Zero() -> set(changedMask, changedFilling, i, 0, 0);
                case Ablation.Value(float value) -> set(changedMask, changedFilling, i, 0, value);
                case Ablation.Scale(float factor) -> set(changedMask, changedFilling, i, factor, 0);
            }
        });
        return new NodeMask(index, changedMask, changedFilling);
    }

    private static void set(float[] mask, float[] filling, int i, float multiply, float add) {
        mask[i] = multiply;
        filling[i] = add;
    }

    /// The same as changes of a forward pass.
    public Interventions interventions() {
        return Interventions.ofMask(index, mask, filling);
    }
}
