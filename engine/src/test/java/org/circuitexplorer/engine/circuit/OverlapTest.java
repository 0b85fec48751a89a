package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.junit.jupiter.api.Test;

final class OverlapTest {
    @Test
    void everyElementIsOnOneSideOrOnBoth() {
        Overlap<String> overlap = Overlap.of(List.of("a", "b", "c"), List.of("c", "d", "a"));

        assertThat(overlap.shared()).containsExactly("a", "c");
        assertThat(overlap.onlyLeft()).containsExactly("b");
        assertThat(overlap.onlyRight()).containsExactly("d");
        assertThat(overlap.jaccard()).isEqualTo(0.5);
    }

    @Test
    void nothingAndNothingIsTheSame() {
        assertThat(Overlap.of(List.<String>of(), List.<String>of()).jaccard()).isEqualTo(1);
        assertThat(Overlap.of(List.of("a"), List.<String>of()).jaccard()).isEqualTo(0);
    }

    @Test
    void edgesAreTheSameWhereverTheyJoinTheSameNodes() {
        NodeId source = new NodeId(new Site(0, SiteKind.MLP_READ), 3);
        NodeId target = new NodeId(new Site(0, SiteKind.MLP_NEURON), 5);
        CircuitEdge of = new CircuitEdge(source, target, 0.5f, "transformer.h.0.mlp.c_fc.weight", 5, 3);
        CircuitEdge ofTwin = new CircuitEdge(source, target, -2f, "transformer.h.0.mlp.c_fc.weight", 5, 3);

        assertThat(Overlap.of(List.of(of), List.of(ofTwin)).shared()).hasSize(1);
    }
}
