package org.circuitexplorer.engine.circuit;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;

/// Everything a circuit file says.
///
/// @param model the model it belongs to
/// @param task the task it does
/// @param circuit its nodes
/// @param edges the weights between them
/// @param means the value at which each node of the model is frozen outside the circuit, `[width]` for each site
/// @param losses losses by the name of the pairs, `train` and `test`
/// @param provenance how it was found
/// @param published what the public viewer's file says of it, empty for a circuit that was not read from one
/// @param path circuits of other sizes around this one, empty when nobody has looked for them
/// @param used which of the edges it really uses, empty when nobody has looked
/// @param ends tokens and answers as nodes, empty when nobody has asked for them
public record CircuitDocument(
        ModelReference model,
        TaskReference task,
        Circuit circuit,
        List<CircuitEdge> edges,
        NavigableMap<Site, float[]> means,
        SortedMap<String, CircuitLosses> losses,
        Provenance provenance,
        Optional<PublicRecord> published,
        Optional<BudgetPath> path,
        Optional<UsedEdges> used,
        Optional<CircuitEnds> ends) {
    public CircuitDocument {
        edges = List.copyOf(edges);
        means = Collections.unmodifiableNavigableMap(new TreeMap<>(means));
        losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
        for (NodeId node : circuit.nodeSet()) requireMean(node, means);
        for (CircuitEdge edge : edges) requireEnds(edge, circuit);
        if (path.isPresent()) {
            requireOn(path.get(), circuit);
            for (NodeId node : path.get().nodes()) requireMean(node, means);
        }
        if (used.isPresent()) requireOf(used.get(), edges);
    }

    /// A circuit that was found here.
    public CircuitDocument(
            ModelReference model,
            TaskReference task,
            Circuit circuit,
            List<CircuitEdge> edges,
            NavigableMap<Site, float[]> means,
            SortedMap<String, CircuitLosses> losses,
            Provenance provenance) {
        this(
                model,
                task,
                circuit,
                edges,
                means,
                losses,
                provenance,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same nodes with something else known or noted of them.
    ///
    /// @throws IllegalArgumentException when the nodes are others
    public CircuitDocument withNotes(Circuit noted) {
        if (!noted.nodeSet().equals(circuit.nodeSet())) {
            throw new IllegalArgumentException("expected the nodes of the circuit, found others");
        }
        return new CircuitDocument(model, task, noted, edges, means, losses, provenance, published, path, used, ends);
    }

    /// The same circuit with other losses known.
    public CircuitDocument withLosses(SortedMap<String, CircuitLosses> known) {
        return new CircuitDocument(model, task, circuit, edges, means, known, provenance, published, path, used, ends);
    }

    /// The same circuit with circuits of other sizes around it.
    public CircuitDocument withPath(BudgetPath sizes) {
        return new CircuitDocument(
                model, task, circuit, edges, means, losses, provenance, published, Optional.of(sizes), used, ends);
    }

    /// The same circuit with the edges that it really uses.
    public CircuitDocument withUsedEdges(UsedEdges edgesUsed) {
        return new CircuitDocument(
                model, task, circuit, edges, means, losses, provenance, published, path, Optional.of(edgesUsed), ends);
    }

    /// The same circuit with its tokens and answers as nodes.
    public CircuitDocument withEnds(CircuitEnds tokensAndAnswers) {
        return new CircuitDocument(
                model,
                task,
                circuit,
                edges,
                means,
                losses,
                provenance,
                published,
                path,
                used,
                Optional.of(tokensAndAnswers));
    }

    /// Splits a flat array over all nodes into one array for each site.
    public static NavigableMap<Site, float[]> bySite(NodeIndex index, float[] flat) {
        NavigableMap<Site, float[]> parts = new TreeMap<>();
        for (Site site : index.sites()) {
            float[] part = new float[index.width(site)];
            System.arraycopy(flat, index.offset(site), part, 0, part.length);
            parts.put(site, part);
        }
        return parts;
    }

    /// The means as one flat array over all nodes of the model.
    ///
    /// @throws IllegalArgumentException when the sites or their widths are not the model's
    public float[] means(NodeIndex index) {
        if (!List.copyOf(means.keySet()).equals(index.sites())) {
            throw new IllegalArgumentException("expected means of " + index.sites() + ", found " + means.keySet());
        }
        float[] flat = new float[index.size()];
        for (Site site : index.sites()) {
            float[] part = means.getOrDefault(site, new float[0]);
            if (part.length != index.width(site)) {
                throw new IllegalArgumentException(
                        site + ": expected " + index.width(site) + " means, found " + part.length);
            }
            System.arraycopy(part, 0, flat, index.offset(site), part.length);
        }
        return flat;
    }

    private static void requireMean(NodeId node, NavigableMap<Site, float[]> means) {
        float[] ofSite = means.get(node.site());
        if (ofSite == null || node.channel() >= ofSite.length) {
            throw new IllegalArgumentException(node + ": expected a node with a mean, found none");
        }
    }

    private static void requireOn(BudgetPath path, Circuit circuit) {
        boolean isOn = path.nodes().size() >= circuit.size()
                && circuit.nodeSet().equals(Set.copyOf(path.first(circuit.size())));
        if (!isOn) {
            throw new IllegalArgumentException(
                    "expected a path whose first " + circuit.size() + " nodes are those of the circuit, found others");
        }
    }

    private static void requireOf(UsedEdges used, List<CircuitEdge> edges) {
        if (!Set.copyOf(edges).containsAll(used.edges())) {
            throw new IllegalArgumentException("expected used edges that are edges of the circuit, found others");
        }
    }

    private static void requireEnds(CircuitEdge edge, Circuit circuit) {
        if (!circuit.contains(edge.source()) || !circuit.contains(edge.target())) {
            throw new IllegalArgumentException(
                    "expected an edge between nodes of the circuit, found " + edge.source() + " to " + edge.target());
        }
    }
}
