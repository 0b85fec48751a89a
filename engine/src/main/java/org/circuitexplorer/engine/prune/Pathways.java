package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;

/// What goes together. A neuron alone changes nothing: it needs READ nodes before it and WRITE nodes after it, and what
/// it writes must be read. So the gradient of a single mask does not see it, and it is added with its pathway.
final class Pathways {
    /// So many READ nodes, and so many WRITE nodes, come with a neuron or a value.
    private static final int REACH = 6;

    private final NodeIndex index;
    private final EdgeIndex edges;

    Pathways(NodeIndex index, EdgeIndex edges) {
        this.index = index;
        this.edges = edges;
    }

    /// A node with what connects it to a circuit that it is not part of: its nodes outside the circuit. None for a READ
    /// or WRITE node without an edge to the circuit.
    int[] around(int node, float[] mask) {
        Set<Integer> added = new LinkedHashSet<>();
        add(node, mask, added);
        NodeId id = index.node(node);
        switch (id.site().kind().role()) {
            case NEURON, VALUE -> addEnds(node, mask, added);
            case QUERY, KEY -> {
                int partner = index.indexOf(new NodeId(partner(id.site()), id.channel()));
                add(partner, mask, added);
                addEnds(node, mask, added);
                addEnds(partner, mask, added);
            }
            case READ, WRITE, STREAM -> {
                if (!hasKeptEdge(node, mask)) return new int[0];
            }
        }
        return added.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The nodes of a circuit that have a part in it only with others of theirs: those that lose their last edge on
    /// one side once a node is gone.
    void removeWithDependants(int node, float[] mask) {
        mask[node] = 0f;
        for (int other : edges.neighbours(node)) {
            if (mask[other] != 0f && isStranded(other, mask)) removeWithDependants(other, mask);
        }
    }

    /// Those of some nodes that lie in the same attention or the same MLP as a node.
    int[] ofSameSublayer(int node, int[] among) {
        Site site = index.node(node).site();
        return IntStream.of(among)
                .filter(i -> {
                    Site other = index.node(i).site();
                    return other.layer() == site.layer()
                            && other.kind().isAttention() == site.kind().isAttention();
                })
                .toArray();
    }

    private boolean isStranded(int node, float[] mask) {
        SiteKind.Role role = index.node(node).site().kind().role();
        boolean before = role == SiteKind.Role.READ;
        boolean after = role == SiteKind.Role.WRITE || role == SiteKind.Role.QUERY || role == SiteKind.Role.KEY;
        for (int other : edges.neighbours(node)) {
            if (mask[other] == 0f) continue;
            if (other < node) before = true;
            else after = true;
        }
        return !(before && after);
    }

    private static void add(int node, float[] mask, Set<Integer> added) {
        if (mask[node] == 0f) added.add(node);
    }

    private void addEnds(int node, float[] mask, Set<Integer> added) {
        int[] all = edges.neighbours(node);
        int[] sources = Arrays.stream(all).filter(i -> i < node).limit(REACH).toArray();
        int[] targets = Arrays.stream(all).filter(i -> i > node).limit(REACH).toArray();
        for (int source : sources) add(source, mask, added);
        for (int target : targets) {
            add(target, mask, added);
            readers(target).filter(read -> hasKeptEdge(read, mask)).forEach(read -> add(read, mask, added));
        }
    }

    private boolean hasKeptEdge(int node, float[] mask) {
        return edges.edgesOf(node, mask) > 0;
    }

    /// The READ nodes of a WRITE node's channel in later sublayers.
    private IntStream readers(int write) {
        int channel = index.node(write).channel();
        return index.sites().stream()
                .filter(site -> site.kind().role() == SiteKind.Role.READ)
                .mapToInt(site -> index.offset(site) + channel)
                .filter(read -> read > write);
    }

    private static Site partner(Site site) {
        return new Site(site.layer(), site.kind() == SiteKind.ATTN_Q ? SiteKind.ATTN_K : SiteKind.ATTN_Q);
    }
}
