package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.CircuitLink.EmbeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLink.HeadPairing;
import org.circuitexplorer.engine.circuit.CircuitLink.ResidualWire;
import org.circuitexplorer.engine.circuit.CircuitLink.UnembeddingWeight;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;

class CircuitLinksTest {
    private final SparseTransformer model = SmallModel.createOther(2);

    @Test
    void aWireGoesFromAWriteToEveryLaterReadOfItsChannel() {
        CircuitLinks links = links("0.attn.act_in.4", "0.attn.resid_delta.4", "0.mlp.act_in.4", "1.attn.act_in.4");
        assertThat(links.residualWires())
                .containsExactly(
                        new ResidualWire(node("0.attn.resid_delta.4"), node("0.mlp.act_in.4"), true),
                        new ResidualWire(node("0.attn.resid_delta.4"), node("1.attn.act_in.4"), false));
    }

    @Test
    void otherChannelsAndEarlierReadsAreNotWired() {
        assertThat(links("0.attn.act_in.4", "0.mlp.resid_delta.4", "1.mlp.act_in.5")
                        .residualWires())
                .isEmpty();
    }

    @Test
    void aQueryIsPairedWithTheKeyOfItsChannelAndLayer() {
        assertThat(links("0.attn.q.3", "0.attn.k.3", "0.attn.q.4", "1.attn.k.4").headPairings())
                .containsExactly(new HeadPairing(node("0.attn.q.3"), node("0.attn.k.3")));
    }

    @Test
    void tokensAreLinkedByTheirNonZeroWeights() {
        int channel = model.tokenEmbedding().column()[0];
        int absent = Stream.iterate(0, c -> c + 1)
                .filter(c -> model.tokenEmbedding().get(0, c) == 0f)
                .findFirst()
                .orElseThrow();
        CircuitLinks links = links("0.mlp.act_in." + channel, "1.mlp.act_in." + absent, "0.mlp.act_in.12");
        assertThat(links.embeddings(List.of(0)))
                .containsExactly(new EmbeddingWeight(
                        0,
                        node("0.mlp.act_in." + channel),
                        model.tokenEmbedding().get(0, channel)));
    }

    @Test
    void answersAreLinkedToWhatIsWrittenForThem() {
        int channel = model.unembedding().weight().column()[0];
        assertThat(links("1.mlp.resid_delta." + channel).unembeddings(List.of(0)))
                .containsExactly(new UnembeddingWeight(
                        node("1.mlp.resid_delta." + channel),
                        0,
                        model.unembedding().weight().get(0, channel)));
    }

    @Test
    void tokensOfATaskAreThoseThatTellItsPromptsApart() {
        TaskTokens tokens = TaskTokens.of(SmallModel.pairs(5, 1));
        assertThat(tokens.inputs()).containsExactly(0, 1);
        assertThat(tokens.answers()).containsExactly(2, 3);
    }

    private CircuitLinks links(String... names) {
        return new CircuitLinks(
                model, Circuit.of(Stream.of(names).map(this::node).toList()));
    }

    private NodeId node(String name) {
        return NodeId.parse(name, model.config()).orElseThrow();
    }
}
