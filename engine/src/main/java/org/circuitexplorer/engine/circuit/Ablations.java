package org.circuitexplorer.engine.circuit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;

/// What is ablated, and how. Nodes and edges that are not listed are active.
///
/// @param byNode in order of execution
/// @param edges edges whose target sees the mean of the source instead of the source ([EdgeAblation])
/// @param positions nodes ablated only at some tokens of each sequence, numbered from 0; the others are at all of them
/// @param inverted whether the circuit is ablated and the rest of the model kept, instead of the other way round
public record Ablations(
        SortedMap<NodeId, Ablation> byNode,
        SortedSet<EdgeId> edges,
        SortedMap<NodeId, SortedSet<Integer>> positions,
        boolean inverted) {
    public static final Ablations NONE = new Ablations(new TreeMap<>());

    public Ablations {
        byNode = Collections.unmodifiableSortedMap(new TreeMap<>(byNode));
        edges = Collections.unmodifiableSortedSet(new TreeSet<>(edges));
        SortedMap<NodeId, SortedSet<Integer>> copy = new TreeMap<>();
        for (NodeId node : positions.keySet()) copy.put(node, checked(node, positions.get(node), byNode));
        positions = Collections.unmodifiableSortedMap(copy);
    }

    /// Nodes alone, at all tokens.
    public Ablations(SortedMap<NodeId, Ablation> byNode) {
        this(byNode, new TreeSet<>(), new TreeMap<>(), false);
    }

    private static SortedSet<Integer> checked(
            NodeId node, Collection<Integer> positions, SortedMap<NodeId, Ablation> byNode) {
        SortedSet<Integer> sorted = new TreeSet<>(positions);
        if (!byNode.containsKey(node)) throw new IllegalArgumentException(node + " has positions but no ablation");
        if (sorted.isEmpty() || sorted.first() < 0) {
            throw new IllegalArgumentException(node + ": expected positions from 0, found " + sorted);
        }
        return Collections.unmodifiableSortedSet(sorted);
    }

    public Optional<Ablation> of(NodeId node) {
        return Optional.ofNullable(byNode.get(node));
    }

    /// The tokens at which a node is ablated, empty when that is at all of them or not at all.
    public Optional<SortedSet<Integer>> positionsOf(NodeId node) {
        return Optional.ofNullable(positions.get(node));
    }

    public boolean contains(NodeId node) {
        return byNode.containsKey(node);
    }

    public boolean contains(EdgeId edge) {
        return edges.contains(edge);
    }

    /// How many nodes and edges are ablated.
    public int size() {
        return byNode.size() + edges.size();
    }

    public boolean isNone() {
        return size() == 0 && !inverted;
    }

    /// Whether values are taken from other prompts, so that each prompt needs a pass of its own ([Resampling]).
    public boolean isResampling() {
        return byNode.values().stream().anyMatch(Ablation::isResampling);
    }

    public Ablations with(Collection<NodeId> nodes, Ablation ablation) {
        SortedMap<NodeId, Ablation> changed = new TreeMap<>(byNode);
        for (NodeId node : nodes) changed.put(node, ablation);
        return new Ablations(changed, edges, positions, inverted);
    }

    public Ablations without(Collection<NodeId> nodes) {
        SortedMap<NodeId, Ablation> kept = new TreeMap<>(byNode);
        kept.keySet().removeAll(nodes);
        SortedMap<NodeId, SortedSet<Integer>> places = new TreeMap<>(positions);
        places.keySet().removeAll(nodes);
        return new Ablations(kept, edges, places, inverted);
    }

    public Ablations withEdge(EdgeId edge) {
        return withEdges(set -> set.add(edge));
    }

    public Ablations withoutEdge(EdgeId edge) {
        return withEdges(set -> set.remove(edge));
    }

    private Ablations withEdges(Consumer<SortedSet<EdgeId>> edit) {
        SortedSet<EdgeId> changed = new TreeSet<>(edges);
        edit.accept(changed);
        return new Ablations(byNode, changed, positions, inverted);
    }

    /// Ablated nodes restricted to some tokens; no tokens mean all of them.
    public Ablations at(Collection<NodeId> nodes, Collection<Integer> tokens) {
        SortedMap<NodeId, SortedSet<Integer>> places = new TreeMap<>(positions);
        for (NodeId node : nodes) {
            if (tokens.isEmpty() || !contains(node)) places.remove(node);
            else places.put(node, new TreeSet<>(tokens));
        }
        return new Ablations(byNode, edges, places, inverted);
    }

    public Ablations withInverted(boolean other) {
        return new Ablations(byNode, edges, positions, other);
    }

    /// A mask with the ablations of whole nodes on top, as far as a mask says them: a node that is added to has its own
    /// value, one that is resampled is as before.
    public NodeMask on(NodeMask before) {
        float[] mask = before.mask().clone();
        float[] filling = before.filling().clone();
        byNode.forEach((node, ablation) -> {
            if (positions.containsKey(node)) return;
            int i = before.index().indexOf(node);
            switch (ablation) {
                case Ablation.Mean() -> mask[i] = 0;
                case Ablation.Towards(float dose) -> mask[i] = Math.min(mask[i], 1 - dose);
                case Ablation.Zero() -> set(mask, filling, i, 0, 0);
                case Ablation.Value(float value) -> set(mask, filling, i, 0, value);
                case Ablation.Scale(float factor) -> set(mask, filling, i, factor, 0);
                case Ablation.Add add -> set(mask, filling, i, 1, 0);
                case Ablation.OtherPrompt other -> {}
                case Ablation.CorpusSample sample -> {}
            }
        });
        return new NodeMask(before.index(), mask, filling);
    }

    /// A mask with all ablations of nodes on top, those at some tokens too, as changes of a forward pass. What is
    /// resampled is as before.
    public Interventions interventions(NodeMask before) {
        return on(before).interventions().then(further(before));
    }

    /// What a mask does not say of them, as changes after [#on]: amounts that are added, and ablations at some tokens.
    public Interventions further(NodeMask before) {
        List<Intervention> atTokens = new ArrayList<>();
        byNode.forEach((node, ablation) -> {
            if (ablation instanceof Ablation.Add(float amount)) atTokens.add(added(node, amount));
            else if (!ablation.isResampling()) {
                positionsOf(node)
                        .ifPresent(tokens -> atTokens.add(at(
                                tokens, node, NONE.with(List.of(node), ablation).on(before))));
            }
        });
        return Interventions.of(atTokens);
    }

    private Intervention added(NodeId node, float amount) {
        int[] tokens = positionsOf(node)
                .map(p -> p.stream().mapToInt(Integer::intValue).toArray())
                .orElse(null);
        return new Intervention(node.site(), new int[] {node.channel()}, new float[] {1}, new float[] {amount}, tokens);
    }

    private static Intervention at(SortedSet<Integer> tokens, NodeId node, NodeMask whole) {
        int i = whole.index().indexOf(node);
        float kept = whole.mask()[i];
        return new Intervention(
                node.site(),
                new int[] {node.channel()},
                new float[] {kept},
                new float[] {whole.filling()[i] * (1 - kept)},
                tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void set(float[] mask, float[] filling, int i, float multiply, float add) {
        mask[i] = multiply;
        filling[i] = add;
    }
}
