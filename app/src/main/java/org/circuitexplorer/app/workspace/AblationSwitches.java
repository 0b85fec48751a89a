package org.circuitexplorer.app.workspace;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;

/// Everything that people do to ablations; every step can be undone.
public final class AblationSwitches {
    private final Study study;

    AblationSwitches(Study study) {
        this.study = study;
    }

    /// Ablates nodes in one way.
    public void ablate(Collection<NodeId> nodes, Ablation ablation) {
        change(now().with(nodes, ablation));
    }

    public void ablate(NodeId node, Ablation ablation) {
        ablate(List.of(node), ablation);
    }

    /// As [#ablate], by a movement of which only the end is kept, until [#endMove()].
    public void slide(Collection<NodeId> nodes, Ablation ablation) {
        History<StudyVersion> history = study.history();
        history.slide(history.current().withAblations(now().with(nodes, ablation)));
    }

    /// The slider was let go: what follows is undone by itself.
    public void endMove() {
        study.history().endSlide();
    }

    public void activate(Collection<NodeId> nodes) {
        change(now().without(nodes));
    }

    /// Makes nodes active when all of them are ablated, otherwise ablates to their means those that are not.
    public void toggle(Collection<NodeId> nodes) {
        List<NodeId> active = nodes.stream().filter(n -> !now().contains(n)).toList();
        if (active.isEmpty()) activate(nodes);
        else ablate(active, new Ablation.Mean());
    }

    public void toggle(EdgeId edge) {
        change(now().contains(edge) ? now().withoutEdge(edge) : now().withEdge(edge));
    }

    /// Ablates every node of the circuit but these to its mean.
    public void keepOnly(Collection<NodeId> nodes) {
        Set<NodeId> others = new HashSet<>(nodesOfCircuit());
        others.removeAll(nodes);
        change(now().without(nodes).with(others, new Ablation.Mean()));
    }

    /// Ablates the circuit and keeps the rest of the model, or the other way round again.
    public void invert() {
        change(now().withInverted(!now().inverted()));
    }

    /// Ablated nodes at one token of every prompt alone, or again at all tokens where that is so already.
    ///
    /// @param token number of the token, from 0
    public void toggleAt(Collection<NodeId> nodes, int token) {
        Map<NodeId, SortedSet<Integer>> changed = new LinkedHashMap<>();
        for (NodeId node : nodes) {
            SortedSet<Integer> tokens = new TreeSet<>(now().positionsOf(node).orElse(new TreeSet<>()));
            if (!tokens.remove(token)) tokens.add(token);
            changed.put(node, tokens);
        }
        List<NodeId> active = nodes.stream().filter(n -> !now().contains(n)).toList();
        Ablations next = now().with(active, new Ablation.Mean());
        for (NodeId node : changed.keySet()) {
            next = next.at(List.of(node), changed.getOrDefault(node, new TreeSet<>()));
        }
        change(next);
    }

    /// Ablated nodes at all tokens.
    public void everywhere(Collection<NodeId> nodes) {
        change(now().at(nodes, List.of()));
    }

    public void reset() {
        change(Ablations.NONE);
    }

    /// The circuit's nodes in the head of a query, key or value; the node alone without a head.
    public List<NodeId> headOf(NodeId node) {
        if (!node.site().kind().isPerHead()) return List.of(node);
        int width = study.entry().orElseThrow().model().config().headWidth();
        return nodesOfCircuit().stream()
                .filter(n -> n.site().kind().isPerHead()
                        && n.site().layer() == node.site().layer()
                        && n.channel() / width == node.channel() / width)
                .toList();
    }

    /// The circuit's nodes in the attention or the MLP of a node's layer.
    public List<NodeId> sublayerOf(NodeId node) {
        return nodesOfCircuit().stream()
                .filter(n -> n.site().layer() == node.site().layer()
                        && n.site().kind().isAttention() == node.site().kind().isAttention())
                .toList();
    }

    /// The circuit's nodes in a node's layer.
    public List<NodeId> layerOf(NodeId node) {
        return nodesOfCircuit().stream()
                .filter(n -> n.site().layer() == node.site().layer())
                .toList();
    }

    private Set<NodeId> nodesOfCircuit() {
        return study.circuit().map(c -> Set.copyOf(c.circuit().nodeSet())).orElse(Set.of());
    }

    private Ablations now() {
        return study.ablations();
    }

    private void change(Ablations next) {
        study.history().change(study.history().current().withAblations(next));
    }
}
