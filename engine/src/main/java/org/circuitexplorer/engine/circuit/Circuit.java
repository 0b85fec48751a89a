package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;

/// A set of nodes with what is known about each, in order of execution. Everything outside it is mean-ablated when
/// the circuit runs.
///
/// @param nodes every node of the circuit; not modifiable
public record Circuit(NavigableMap<NodeId, NodeInfo> nodes) {
    public Circuit {
        nodes = Collections.unmodifiableNavigableMap(new TreeMap<>(nodes));
    }

    public static Circuit of(Collection<NodeId> nodes) {
        TreeMap<NodeId, NodeInfo> map = new TreeMap<>();
        for (NodeId node : nodes) map.put(node, NodeInfo.NONE);
        return new Circuit(map);
    }

    /// The nodes whose mask is not 0.
    public static Circuit ofMask(NodeIndex index, float[] mask) {
        TreeMap<NodeId, NodeInfo> map = new TreeMap<>();
        for (int i = 0; i < index.size(); i++) {
            if (mask[i] != 0f) map.put(index.node(i), NodeInfo.NONE);
        }
        return new Circuit(map);
    }

    public SortedSet<NodeId> nodeSet() {
        return nodes.navigableKeySet();
    }

    public int size() {
        return nodes.size();
    }

    public boolean contains(NodeId node) {
        return nodes.containsKey(node);
    }

    /// @throws IllegalArgumentException when the node does not belong to the circuit
    public NodeInfo info(NodeId node) {
        NodeInfo info = nodes.get(node);
        if (info == null) throw new IllegalArgumentException(node + " is not in the circuit");
        return info;
    }

    /// This circuit with one more node.
    public Circuit with(NodeId node) {
        return contains(node) ? this : change(map -> map.put(node, NodeInfo.NONE));
    }

    /// This circuit with one node less.
    public Circuit without(NodeId node) {
        return change(map -> map.remove(node));
    }

    /// This circuit with something else known about one of its nodes.
    public Circuit withInfo(NodeId node, UnaryOperator<NodeInfo> edit) {
        NodeInfo changed = edit.apply(info(node));
        return change(map -> map.put(node, changed));
    }

    /// The mask that keeps this circuit: 1 at its nodes, 0 at all others.
    public float[] mask(NodeIndex index) {
        float[] mask = new float[index.size()];
        for (NodeId node : nodes.keySet()) mask[index.indexOf(node)] = 1f;
        return mask;
    }

    /// The mask that ablates this circuit and keeps the rest: 0 at its nodes, 1 at all others.
    public float[] complementMask(NodeIndex index) {
        float[] mask = mask(index);
        for (int i = 0; i < mask.length; i++) mask[i] = 1f - mask[i];
        return mask;
    }

    private Circuit change(Consumer<Map<NodeId, NodeInfo>> edit) {
        TreeMap<NodeId, NodeInfo> copy = new TreeMap<>(nodes);
        edit.accept(copy);
        return new Circuit(copy);
    }
}
