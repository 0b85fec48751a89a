package org.circuitexplorer.engine.run;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// One attention logit as the sum of its channels, `q_c k_c / sqrt(d_head)`.
///
/// @param products what each channel of the head adds
/// @param made probability that the sums of this query's logits give the key, beside the sink
/// @param recorded probability that the pass gave it
public record AttentionSplit(double[] products, double made, double recorded) {
    /// Probabilities of a pass in float32 are that far from exact ones.
    private static final double ROUNDING = 1e-5;

    /// @param seen a pass that recorded q and k of the layer
    public static AttentionSplit of(
            SparseTransformer model, Activations seen, int layer, int head, int sequence, int query, int key) {
        double[] logits = IntStream.rangeClosed(0, query)
                .mapToDouble(k -> DoubleStream.of(products(model, seen, layer, head, sequence, query, k))
                        .sum())
                .toArray();
        float[] sinks = model.layers().get(layer).sinkLogit();
        double highest = DoubleStream.of(logits).max().orElseThrow();
        double all = DoubleStream.of(logits).map(l -> Math.exp(l - highest)).sum();
        if (sinks != null) all += Math.exp(sinks[head] - highest);
        return new AttentionSplit(
                products(model, seen, layer, head, sequence, query, key),
                Math.exp(logits[key] - highest) / all,
                AttentionPattern.of(model, seen, layer, head, sequence)[query][key]);
    }

    /// What one channel adds to every logit of a head, `[query][key]`, 0 for keys after the query.
    ///
    /// @param channel within the head
    public static float[][] ofChannel(
            SparseTransformer model, Activations seen, int layer, int head, int channel, int sequence) {
        int tokens = seen.batch().length(sequence);
        float[][] products = new float[tokens][tokens];
        for (int query = 0; query < tokens; query++) {
            for (int key = 0; key <= query; key++) {
                products[query][key] = (float)
                        product(model, seen, layer, head * model.config().headWidth() + channel, sequence, query, key);
            }
        }
        return products;
    }

    private static double[] products(
            SparseTransformer model, Activations seen, int layer, int head, int sequence, int query, int key) {
        int width = model.config().headWidth();
        return IntStream.range(head * width, (head + 1) * width)
                .mapToDouble(c -> product(model, seen, layer, c, sequence, query, key))
                .toArray();
    }

    private static double product(
            SparseTransformer model, Activations seen, int layer, int channel, int sequence, int query, int key) {
        ModelConfig config = model.config();
        Panel q = seen.at(new Site(layer, SiteKind.ATTN_Q));
        Panel k = seen.at(new Site(layer, SiteKind.ATTN_K));
        int first = seen.batch().start()[sequence];
        return (double) q.get(channel, first + query) * k.get(channel, first + key) / Math.sqrt(config.headWidth());
    }

    /// The logit: the sum of all channels.
    public double logit() {
        return DoubleStream.of(products).sum();
    }

    /// By how much the two probabilities differ.
    public double difference() {
        return made - recorded;
    }

    /// Whether they are the same but for rounding.
    public boolean closes() {
        return Math.abs(difference()) <= ROUNDING;
    }
}
