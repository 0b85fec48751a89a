package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.CircuitLink.EmbeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLink.HeadPairing;
import org.circuitexplorer.engine.circuit.CircuitLink.ResidualWire;
import org.circuitexplorer.engine.circuit.CircuitLink.UnembeddingWeight;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// The links of a circuit, which are shown but not counted.
public final class CircuitLinks {
    private final SparseTransformer model;
    private final Circuit circuit;

    public CircuitLinks(SparseTransformer model, Circuit circuit) {
        this.model = model;
        this.circuit = circuit;
    }

    /// One wire from each WRITE to each later READ of its channel, by WRITE, then READ.
    public List<ResidualWire> residualWires() {
        return withRole(Role.WRITE).flatMap(this::wiresOf).toList();
    }

    private Stream<ResidualWire> wiresOf(NodeId write) {
        List<NodeId> reads = withRole(Role.READ)
                .filter(read -> read.channel() == write.channel())
                .filter(read -> read.site().compareTo(write.site()) > 0)
                .toList();
        return reads.stream().map(read -> new ResidualWire(write, read, read.equals(reads.getFirst())));
    }

    /// The pairs of a query and a key of equal channel in one layer, both in the circuit.
    public List<HeadPairing> headPairings() {
        return withRole(Role.QUERY)
                .map(query -> new HeadPairing(
                        query, new NodeId(new Site(query.site().layer(), SiteKind.ATTN_K), query.channel())))
                .filter(pair -> circuit.contains(pair.key()))
                .toList();
    }

    /// The non-zero embedding weights of tokens into channels of the stream that the circuit reads.
    public List<EmbeddingWeight> embeddings(Collection<Integer> tokens) {
        CsrMatrix embedding = model.tokenEmbedding();
        return tokens.stream()
                .flatMap(token -> readsOfStream()
                        .map(read -> new EmbeddingWeight(token, read, embedding.get(token, read.channel()))))
                .filter(link -> link.weight() != 0f)
                .toList();
    }

    /// The non-zero unembedding weights of channels that the circuit writes into the logits of tokens.
    public List<UnembeddingWeight> unembeddings(Collection<Integer> tokens) {
        CsrMatrix unembedding = model.unembedding().weight();
        return withRole(Role.WRITE)
                .flatMap(write -> tokens.stream()
                        .map(token -> new UnembeddingWeight(write, token, unembedding.get(token, write.channel()))))
                .filter(link -> link.weight() != 0f)
                .toList();
    }

    /// A READ has channels of a concatenated position after those of the stream.
    private Stream<NodeId> readsOfStream() {
        return withRole(Role.READ)
                .filter(read -> read.channel() < model.config().modelWidth());
    }

    private Stream<NodeId> withRole(Role role) {
        return circuit.nodeSet().stream().filter(node -> node.site().kind().role() == role);
    }
}
