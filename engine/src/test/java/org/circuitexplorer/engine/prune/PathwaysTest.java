package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathwaysTest {
    private static final SparseTransformer MODEL = SmallModel.create(41);
    private static final NodeIndex INDEX = new NodeIndex(MODEL.config());
    private static final EdgeIndex EDGES = EdgeIndex.of(MODEL);
    private static final Pathways PATHWAYS = new Pathways(INDEX, EDGES);

    @ParameterizedTest
    @EnumSource(
            value = SiteKind.class,
            names = {"MLP_NEURON", "ATTN_V"})
    void bringsWhatIsReadAndWhatIsWritten(SiteKind kind) {
        int node = connected(kind);
        int[] around = PATHWAYS.around(node, new float[INDEX.size()]);
        assertThat(around).contains(node);
        assertThat(roles(around)).containsExactlyInAnyOrder(kind.role(), SiteKind.Role.READ, SiteKind.Role.WRITE);
    }

    @Test
    void aQueryComesWithItsKey() {
        int query = connected(SiteKind.ATTN_Q);
        NodeId id = INDEX.node(query);
        int key = INDEX.indexOf(new NodeId(new Site(id.site().layer(), SiteKind.ATTN_K), id.channel()));
        assertThat(PATHWAYS.around(query, new float[INDEX.size()])).contains(query, key);
    }

    @Test
    void aChannelIsReadWhereTheCircuitReadsIt() {
        int neuron = connected(SiteKind.MLP_NEURON);
        int read = Arrays.stream(EDGES.neighbours(neuron))
                .filter(i -> i < neuron)
                .findFirst()
                .orElseThrow();
        float[] circuit = new float[INDEX.size()];
        circuit[neuron] = 1f;
        int channel = INDEX.node(read).channel();
        Site before = new Site(0, SiteKind.MLP_WRITE);
        int writer = Arrays.stream(EDGES.neighbours(INDEX.indexOf(new NodeId(before, channel))))
                .findFirst()
                .orElseThrow();
        assertThat(PATHWAYS.around(writer, circuit)).contains(read);
        assertThat(PATHWAYS.around(writer, new float[INDEX.size()])).doesNotContain(read);
    }

    @Test
    void whatIsKeptIsNotAddedAndWhatHasNoEdgeIsNotEither() {
        int neuron = connected(SiteKind.MLP_NEURON);
        int read = Arrays.stream(EDGES.neighbours(neuron)).findFirst().orElseThrow();
        float[] circuit = new float[INDEX.size()];
        assertThat(PATHWAYS.around(read, circuit)).isEmpty();
        circuit[neuron] = 1f;
        assertThat(PATHWAYS.around(read, circuit)).containsExactly(read);
        circuit[read] = 1f;
        assertThat(PATHWAYS.around(neuron, circuit)).doesNotContain(read, neuron);
    }

    @Test
    void whatOnlyServedANodeGoesWithIt() {
        int neuron = connected(SiteKind.MLP_NEURON);
        float[] circuit = new float[INDEX.size()];
        circuit[neuron] = 1f;
        for (int other : EDGES.neighbours(neuron)) circuit[other] = 1f;
        PATHWAYS.removeWithDependants(neuron, circuit);
        assertThat(circuit).containsOnly(0f);
    }

    /// A node of the last layer with edges on both sides, or on the one that it can have.
    private static int connected(SiteKind kind) {
        Site site = new Site(MODEL.config().layers() - 1, kind);
        boolean bothSides = kind == SiteKind.MLP_NEURON || kind == SiteKind.ATTN_V;
        int first = INDEX.offset(site);
        return IntStream.range(first, first + INDEX.width(site))
                .filter(i -> Arrays.stream(EDGES.neighbours(i)).anyMatch(other -> other < i))
                .filter(i -> !bothSides || Arrays.stream(EDGES.neighbours(i)).anyMatch(other -> other > i))
                .findFirst()
                .orElseThrow();
    }

    private static Set<SiteKind.Role> roles(int[] nodes) {
        return IntStream.of(nodes)
                .mapToObj(i -> INDEX.node(i).site().kind().role())
                .collect(Collectors.toSet());
    }
}
