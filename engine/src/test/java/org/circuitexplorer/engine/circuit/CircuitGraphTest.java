package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;

class CircuitGraphTest {
    private final SparseTransformer model = SmallModel.create(1);
    private final NodeIndex index = new NodeIndex(model.config());
    private final NodeEdges weights = new NodeEdges(model);

    @Test
    void theWholeModelHasEveryLinearWeightAsAnEdge() {
        Circuit all = Circuit.of(
                IntStream.range(0, index.size()).mapToObj(index::node).toList());
        int nonZeros = 0;
        for (Layer layer : model.layers()) {
            nonZeros += layer.attentionIn().weight().nonZeros()
                    + layer.attentionOut().weight().nonZeros()
                    + layer.mlpIn().weight().nonZeros()
                    + layer.mlpOut().weight().nonZeros();
        }
        assertThat(CircuitGraph.of(model, all).edges()).hasSize(nonZeros);
    }

    @Test
    void anEdgeNamesTheWeightItIs() {
        NodeId value = new NodeId(new Site(1, SiteKind.ATTN_V), 7);
        List<CircuitEdge> edges = weights.into(value);
        assertThat(edges).isNotEmpty().allSatisfy(edge -> {
            assertThat(edge.parameter()).isEqualTo("transformer.h.1.attn.c_attn.weight");
            assertThat(edge.row()).isEqualTo(2 * model.config().attentionWidth() + 7);
            assertThat(edge.source()).isEqualTo(new NodeId(new Site(1, SiteKind.ATTN_READ), edge.column()));
            assertThat(edge.weight())
                    .isEqualTo(model.layers().get(1).attentionIn().weight().get(edge.row(), edge.column()))
                    .isNotZero();
        });
    }

    @Test
    void edgesOutOfNodesAreTheEdgesIntoNodes() {
        Set<CircuitEdge> in = new HashSet<>();
        Set<CircuitEdge> out = new HashSet<>();
        for (int i = 0; i < index.size(); i++) {
            in.addAll(weights.into(index.node(i)));
            out.addAll(weights.outOf(index.node(i)));
        }
        assertThat(out).isEqualTo(in);
    }

    @Test
    void aCircuitHasTheEdgesBetweenItsNodesOnly() {
        CircuitEdge edge =
                weights.into(new NodeId(new Site(0, SiteKind.MLP_NEURON), 3)).getFirst();
        NodeId apart = new NodeId(new Site(1, SiteKind.MLP_READ), 0);
        CircuitGraph graph = CircuitGraph.of(model, Circuit.of(List.of(edge.source(), edge.target(), apart)));
        assertThat(graph.edges()).containsExactly(edge);
        assertThat(graph.graph().edgeSet()).containsExactly(edge);
        assertThat(graph.graph().vertexSet()).containsExactlyInAnyOrder(edge.source(), edge.target(), apart);
        assertThat(graph.graph().getEdgeSource(edge)).isEqualTo(edge.source());
    }

    @Test
    void aNodeThatTheModelLacksIsRefused() {
        Circuit circuit = Circuit.of(List.of(new NodeId(new Site(0, SiteKind.MLP_WRITE), 11)));
        assertThatThrownBy(() -> CircuitGraph.of(model, circuit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the model has no node 0.mlp.resid_delta.11");
    }

    @Test
    void masksAndCircuitsAreTheSameThing() {
        float[] mask = new float[index.size()];
        mask[3] = mask[40] = mask[index.size() - 1] = 1f;
        Circuit circuit = Circuit.ofMask(index, mask);
        assertThat(circuit.size()).isEqualTo(3);
        assertThat(circuit.mask(index)).isEqualTo(mask);
        float[] complement = circuit.complementMask(index);
        for (int i = 0; i < mask.length; i++)
            assertThat(complement[i] + mask[i]).isEqualTo(1f);
    }
}
