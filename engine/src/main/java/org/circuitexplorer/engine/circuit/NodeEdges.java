package org.circuitexplorer.engine.circuit;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// All edges of a model, node by node: READ to Q, K and V (`c_attn`), V to attention WRITE (`c_proj`, through y),
/// READ to NEURON (`c_fc`), NEURON to MLP WRITE (`c_proj`).
public final class NodeEdges {
    private final SparseTransformer model;

    public NodeEdges(SparseTransformer model) {
        this.model = model;
    }

    /// The edges that end in a node, by source channel.
    public List<CircuitEdge> into(NodeId node) {
        return sourceOf(node.site()).map(source -> into(node, source)).orElse(List.of());
    }

    /// The edge between two nodes, empty where the model has none.
    public Optional<CircuitEdge> edge(EdgeId edge) {
        return into(edge.target()).stream()
                .filter(e -> e.source().equals(edge.source()))
                .findFirst();
    }

    /// Number of edges between the nodes that a mask keeps.
    public int count(NodeIndex index, float[] mask) {
        int count = 0;
        for (Site target : index.sites()) {
            Optional<Site> source = sourceOf(target);
            if (source.isEmpty()) continue;
            CsrMatrix weight = linearInto(target).weight();
            int first = index.offset(source.get());
            for (int channel = 0; channel < index.width(target); channel++) {
                if (mask[index.offset(target) + channel] == 0f) continue;
                int row = firstRow(target.kind()) + channel;
                for (int i = weight.rowStart()[row]; i < weight.rowStart()[row + 1]; i++) {
                    if (mask[first + weight.column()[i]] != 0f) count++;
                }
            }
        }
        return count;
    }

    /// Where the edges into a site start; nowhere for a READ.
    private static Optional<Site> sourceOf(Site target) {
        return switch (target.kind()) {
            case ATTN_Q, ATTN_K, ATTN_V -> Optional.of(new Site(target.layer(), SiteKind.ATTN_READ));
            case ATTN_WRITE -> Optional.of(new Site(target.layer(), SiteKind.ATTN_V));
            case MLP_NEURON -> Optional.of(new Site(target.layer(), SiteKind.MLP_READ));
            case MLP_WRITE -> Optional.of(new Site(target.layer(), SiteKind.MLP_NEURON));
            case ATTN_READ, MLP_READ -> Optional.empty();
            case RESID_IN, ATTN_Y, RESID_MID, FINAL_RESID ->
                throw new IllegalArgumentException(target + " is no site of nodes");
        };
    }

    /// The edges that start in a node, by kind of target (q, k, v), then target channel.
    public List<CircuitEdge> outOf(NodeId node) {
        return switch (node.site().kind()) {
            case ATTN_READ ->
                Stream.of(SiteKind.ATTN_Q, SiteKind.ATTN_K, SiteKind.ATTN_V)
                        .flatMap(kind -> outOf(node, kind))
                        .toList();
            case ATTN_V -> outOf(node, SiteKind.ATTN_WRITE).toList();
            case MLP_READ -> outOf(node, SiteKind.MLP_NEURON).toList();
            case MLP_NEURON -> outOf(node, SiteKind.MLP_WRITE).toList();
            case ATTN_Q, ATTN_K, ATTN_WRITE, MLP_WRITE -> List.of();
            case RESID_IN, ATTN_Y, RESID_MID, FINAL_RESID -> throw noNode(node);
        };
    }

    /// The bias that is added to what a node reads: 0 for a READ, which has no weights of its own.
    public float bias(NodeId node) {
        if (node.site().kind().role() == SiteKind.Role.READ) return 0;
        return linearInto(node.site()).bias()[firstRow(node.site().kind()) + node.channel()];
    }

    /// What all channels of a site with weights get, biases included, before activation function and AbsTopK.
    ///
    /// @param inputs the channels that the weights multiply
    public double[] sums(Site target, float[] inputs) {
        Linear linear = linearInto(target);
        CsrMatrix weight = linear.weight();
        int first = firstRow(target.kind());
        double[] sums = new double[model.config().width(target.kind())];
        for (int channel = 0; channel < sums.length; channel++) {
            int row = first + channel;
            double sum = linear.bias()[row];
            for (int i = weight.rowStart()[row]; i < weight.rowStart()[row + 1]; i++) {
                sum += (double) weight.value()[i] * inputs[weight.column()[i]];
            }
            sums[channel] = sum;
        }
        return sums;
    }

    private List<CircuitEdge> into(NodeId target, Site source) {
        Linear linear = linearInto(target.site());
        CsrMatrix weight = linear.weight();
        int row = firstRow(target.site().kind()) + target.channel();
        return IntStream.range(weight.rowStart()[row], weight.rowStart()[row + 1])
                .mapToObj(i -> new CircuitEdge(
                        new NodeId(source, weight.column()[i]),
                        target,
                        weight.value()[i],
                        linear.name(),
                        row,
                        weight.column()[i]))
                .toList();
    }

    private Stream<CircuitEdge> outOf(NodeId source, SiteKind to) {
        Site target = new Site(source.site().layer(), to);
        Linear linear = linearInto(target);
        CsrMatrix weight = linear.transposed();
        int first = firstRow(to);
        int end = first + model.config().width(to);
        int column = source.channel();
        return IntStream.range(weight.rowStart()[column], weight.rowStart()[column + 1])
                .filter(i -> weight.column()[i] >= first && weight.column()[i] < end)
                .mapToObj(i -> new CircuitEdge(
                        source,
                        new NodeId(target, weight.column()[i] - first),
                        weight.value()[i],
                        linear.name(),
                        weight.column()[i],
                        column));
    }

    private Linear linearInto(Site target) {
        Layer layer = model.layers().get(target.layer());
        return switch (target.kind()) {
            case ATTN_Q, ATTN_K, ATTN_V -> layer.attentionIn();
            case ATTN_WRITE -> layer.attentionOut();
            case MLP_NEURON -> layer.mlpIn();
            case MLP_WRITE -> layer.mlpOut();
            case ATTN_READ, MLP_READ, RESID_IN, ATTN_Y, RESID_MID, FINAL_RESID ->
                throw new IllegalArgumentException("no weights end in " + target);
        };
    }

    private int firstRow(SiteKind target) {
        return switch (target) {
            case ATTN_K -> model.config().attentionWidth();
            case ATTN_V -> 2 * model.config().attentionWidth();
            default -> 0;
        };
    }

    private static IllegalArgumentException noNode(NodeId node) {
        return new IllegalArgumentException(node + " is not a node");
    }
}
