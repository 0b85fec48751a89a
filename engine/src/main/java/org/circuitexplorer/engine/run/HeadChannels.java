package org.circuitexplorer.engine.run;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// What the channels of one attention head do over one sequence. Channels are numbered within the head.
public final class HeadChannels {
    private final Panel query;
    private final Panel key;
    private final Panel value;
    private final float[][] pattern;
    private final double sink;
    private final int width;
    private final int firstChannel;
    private final int firstToken;

    /// @param seen a pass that recorded q, k and v of the layer
    public HeadChannels(SparseTransformer model, Activations seen, int layer, int head, int sequence) {
        this.query = seen.at(new Site(layer, SiteKind.ATTN_Q));
        this.key = seen.at(new Site(layer, SiteKind.ATTN_K));
        this.value = seen.at(new Site(layer, SiteKind.ATTN_V));
        this.pattern = AttentionPattern.of(model, seen, layer, head, sequence);
        float[] sinks = model.layers().get(layer).sinkLogit();
        this.sink = sinks == null ? Double.NEGATIVE_INFINITY : sinks[head];
        this.width = model.config().headWidth();
        this.firstChannel = head * width;
        this.firstToken = seen.batch().start()[sequence];
    }

    /// Where the head looks, as [AttentionPattern] says.
    public float[][] pattern() {
        return pattern;
    }

    /// One logit, channel by channel.
    ///
    /// @param to a token up to `from`
    public AttentionSplit split(int from, int to) {
        double[] logits = IntStream.rangeClosed(0, from)
                .mapToDouble(k -> DoubleStream.of(products(from, k)).sum())
                .toArray();
        double highest = DoubleStream.of(logits).max().orElseThrow();
        double all = DoubleStream.of(logits).map(l -> Math.exp(l - highest)).sum() + Math.exp(sink - highest);
        return new AttentionSplit(products(from, to), Math.exp(logits[to] - highest) / all, pattern[from][to]);
    }

    private double[] products(int from, int to) {
        return IntStream.range(0, width).mapToDouble(c -> product(c, from, to)).toArray();
    }

    private double product(int channel, int from, int to) {
        return (double) query.get(firstChannel + channel, firstToken + from)
                * key.get(firstChannel + channel, firstToken + to)
                / Math.sqrt(width);
    }

    /// What a channel adds to every logit, `[query][key]`, 0 for keys after the query.
    public float[][] products(int channel) {
        float[][] products = new float[pattern.length][pattern.length];
        for (int q = 0; q < products.length; q++) {
            for (int k = 0; k <= q; k++) products[q][k] = (float) product(channel, q, k);
        }
        return products;
    }

    /// What a channel of V carries to each query from each key: attention × value. A row adds up to the channel's y.
    public float[][] carried(int channel) {
        float[][] carried = new float[pattern.length][pattern.length];
        for (int q = 0; q < carried.length; q++) {
            for (int k = 0; k <= q; k++) {
                carried[q][k] = pattern[q][k] * value.get(firstChannel + channel, firstToken + k);
            }
        }
        return carried;
    }
}
