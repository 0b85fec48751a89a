package org.circuitexplorer.engine.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The shape and the variants of a weight-sparse transformer (GPT-2 style decoder).
///
/// @param blockSize most tokens in a sequence
/// @param vocabularySize number of tokens
/// @param layers number of layers
/// @param heads attention heads of a layer
/// @param headWidth channels of a head; heads times headWidth need not equal the model width
/// @param modelWidth channels of the residual stream
/// @param mlpWidth neurons of a layer
/// @param positionWidth channels of a position embedding that is concatenated to the input of every sublayer; 0 when
///     positions are added to the stream instead
/// @param rmsNorm RMSNorm instead of LayerNorm
/// @param activation function of the MLP's neurons
/// @param residualActivation function applied to the stream after each sublayer is added
/// @param topKFraction fraction of channels that AbsTopK keeps at the places of `topKPlaces`; ignored when there are
///     none
/// @param topKPlaces where AbsTopK is applied
/// @param tiedUnembedding the unembedding is the token embedding
/// @param bigram a table adds the row of the current token to the logits
/// @param sink each head has one logit of value zero in its softmax
/// @param tokenizerName name of the tokenizer, possibly empty
public record ModelConfig(
        int blockSize,
        int vocabularySize,
        int layers,
        int heads,
        int headWidth,
        int modelWidth,
        int mlpWidth,
        int positionWidth,
        boolean rmsNorm,
        Activation activation,
        Activation residualActivation,
        double topKFraction,
        Set<TopKPlace> topKPlaces,
        boolean tiedUnembedding,
        boolean bigram,
        boolean sink,
        String tokenizerName) {
    public ModelConfig {
        topKPlaces = topKPlaces.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(topKPlaces));
    }

    /// Channels of q, k or v of a layer.
    public int attentionWidth() {
        return heads * headWidth;
    }

    /// Channels that a sublayer reads: the stream's and those of a concatenated position.
    public int readWidth() {
        return modelWidth + positionWidth;
    }

    /// Number of channels at a kind of site.
    public int width(SiteKind kind) {
        return switch (kind) {
            case ATTN_READ, MLP_READ -> readWidth();
            case ATTN_K, ATTN_Q, ATTN_V, ATTN_Y -> attentionWidth();
            case MLP_NEURON -> mlpWidth;
            case RESID_IN, RESID_MID, FINAL_RESID, ATTN_WRITE, MLP_WRITE -> modelWidth;
        };
    }

    /// How many of `width` channels AbsTopK keeps at a place: `(int) (fraction * width)`, all when it is not applied
    /// there.
    public int kept(TopKPlace place, int width) {
        return topKPlaces.contains(place) ? (int) (topKFraction * width) : width;
    }

    /// Every site of the model in order of execution, `final_resid` last.
    public List<Site> sites() {
        return IntStream.rangeClosed(0, layers)
                .boxed()
                .flatMap(l -> EnumSet.allOf(SiteKind.class).stream()
                        .filter(k -> (k == SiteKind.FINAL_RESID) == (l == layers))
                        .map(k -> new Site(l, k)))
                .toList();
    }

    /// The sites whose channels are nodes, in order of execution.
    public List<Site> nodeSites() {
        return sites().stream().filter(s -> s.kind().isNodeSite()).toList();
    }

    /// Number of nodes of the whole model.
    public long nodeCount() {
        return nodeSites().stream().mapToLong(s -> width(s.kind())).sum();
    }
}
