package org.circuitexplorer.viewer.picture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything a drawing of a circuit shows, and nothing about where or how.
///
/// @param bands from the bottom (tokens) to the top (logits)
/// @param nodes in any order; the order decides nothing but ties
/// @param edges in any order; their ends must be nodes
public record CircuitPicture(List<PictureBand> bands, List<PictureNode> nodes, List<PictureEdge> edges) {
    public static final CircuitPicture EMPTY = new CircuitPicture(List.of(), List.of(), List.of());

    public CircuitPicture {
        bands = List.copyOf(bands);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        Set<String> bandIds = new HashSet<>();
        for (PictureBand band : bands) {
            if (!bandIds.add(band.id())) throw new IllegalArgumentException("two bands are called " + band.id());
        }
        Set<String> nodeIds = new HashSet<>();
        for (PictureNode node : nodes) {
            if (!nodeIds.add(node.id())) throw new IllegalArgumentException("two nodes are called " + node.id());
            if (!bandIds.contains(node.band())) {
                throw new IllegalArgumentException(node.id() + " stands in band " + node.band() + ", which is missing");
            }
        }
        for (PictureEdge edge : edges) {
            if (!nodeIds.contains(edge.source()) || !nodeIds.contains(edge.target())) {
                throw new IllegalArgumentException(
                        "the edge " + edge.source() + " → " + edge.target() + " has an end that is no node");
            }
        }
    }

    /// The nodes by their ids.
    public Map<String, PictureNode> nodesById() {
        Map<String, PictureNode> byId = HashMap.newHashMap(nodes.size());
        for (PictureNode node : nodes) byId.put(node.id(), node);
        return byId;
    }

    /// The picture without everything that no layout depends on: fill, labels, names, ablation. Equal structures
    /// stand equally.
    public CircuitPicture structure() {
        return new CircuitPicture(
                bands,
                nodes.stream().map(PictureNode::bare).toList(),
                edges.stream()
                        .map(e -> new PictureEdge(e.source(), e.target(), e.weight(), e.kind(), false))
                        .toList());
    }

    /// The largest magnitude of a weight in the circuit, to which the widths of edges are relative; 0 without weights.
    public double largestWeight() {
        return edges.stream()
                .filter(e -> e.kind().isWeight() && e.kind() != EdgeKind.GHOST)
                .mapToDouble(e -> Math.abs(e.weight()))
                .max()
                .orElse(0);
    }
}
