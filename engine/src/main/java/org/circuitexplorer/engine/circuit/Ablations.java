package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.model.NodeId;

/// Which nodes are ablated, and how. Nodes that are not listed are active.
///
/// @param byNode in order of execution
public record Ablations(SortedMap<NodeId, Ablation> byNode) {
    public static final Ablations NONE = new Ablations(new TreeMap<>());

    public Ablations {
        byNode = Collections.unmodifiableSortedMap(new TreeMap<>(byNode));
    }

    public Optional<Ablation> of(NodeId node) {
        return Optional.ofNullable(byNode.get(node));
    }

    public boolean contains(NodeId node) {
        return byNode.containsKey(node);
    }

    public int size() {
        return byNode.size();
    }

    public Ablations with(Collection<NodeId> nodes, Ablation ablation) {
        SortedMap<NodeId, Ablation> changed = new TreeMap<>(byNode);
        for (NodeId node : nodes) changed.put(node, ablation);
        return new Ablations(changed);
    }

    public Ablations without(Collection<NodeId> nodes) {
        Map<NodeId, Ablation> kept = new TreeMap<>(byNode);
        kept.keySet().removeAll(nodes);
        return new Ablations(new TreeMap<>(kept));
    }

    /// A mask with these ablations on top.
    public NodeMask on(NodeMask before) {
        float[] mask = before.mask().clone();
        float[] filling = before.filling().clone();
        byNode.forEach((node, ablation) -> {
            int i = before.index().indexOf(node);
            switch (ablation) {
                case Ablation.Mean() -> mask[i] = 0;
                case Ablation.Zero() -> set(mask, filling, i, 0, 0);
                case Ablation.Value(float value) -> set(mask, filling, i, 0, value);
                case Ablation.Scale(float factor) -> set(mask, filling, i, factor, 0);
            }
        });
        return new NodeMask(before.index(), mask, filling);
    }

    private static void set(float[] mask, float[] filling, int i, float multiply, float add) {
        mask[i] = multiply;
        filling[i] = add;
    }
}
