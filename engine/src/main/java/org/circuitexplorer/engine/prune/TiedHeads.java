package org.circuitexplorer.engine.prune;

import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SiteKind;

/// Query and key of a channel as one: they only act as a product, but are masked apart by the published method. Tied
/// parameters start equal and share the mean of their gradients, so they stay equal under any optimiser that treats
/// each parameter alike.
///
/// @param query numbers of all Q nodes
/// @param key for each of them the K node of its channel
public record TiedHeads(int[] query, int[] key) {
    /// Nothing is tied.
    public static final TiedHeads NONE = new TiedHeads(new int[0], new int[0]);

    static TiedHeads of(NodeIndex index) {
        return new TiedHeads(nodes(index, SiteKind.ATTN_Q), nodes(index, SiteKind.ATTN_K));
    }

    private static int[] nodes(NodeIndex index, SiteKind kind) {
        return index.sites().stream()
                .filter(site -> site.kind() == kind)
                .flatMapToInt(site -> IntStream.range(0, index.width(site)).map(c -> index.offset(site) + c))
                .toArray();
    }

    /// Gives both nodes of a channel the mean of their values.
    void tie(float[] values) {
        for (int i = 0; i < query.length; i++) {
            float mean = (values[query[i]] + values[key[i]]) / 2;
            values[query[i]] = mean;
            values[key[i]] = mean;
        }
    }

    /// The same objective with tied gradients.
    MaskObjective tied(MaskObjective objective) {
        if (query.length == 0) return objective;
        return new MaskObjective() {
            @Override
            public int size() {
                return objective.size();
            }

            @Override
            public double loss(float[] mask) {
                return objective.loss(mask);
            }

            @Override
            public double gradient(float[] mask, float[] gradient) {
                double loss = objective.gradient(mask, gradient);
                tie(gradient);
                return loss;
            }
        };
    }
}
