package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.kernel.Attention;

/// One attention head of which only the universe's nodes vary.
///
/// @param query the universe's Q nodes
/// @param key its K nodes
/// @param querySlot for each channel that has a Q or K node, its position among the Q nodes, or -1
/// @param keySlot likewise among the K nodes
/// @param channel those channels
/// @param valueSlot positions of the head's V nodes among the V nodes
/// @param base part of the scaled logit that never varies
/// @param scale factor of the logit
/// @param sinkLogit the head's sink
record CompiledHead(
        UniverseSite query,
        UniverseSite key,
        int[] querySlot,
        int[] keySlot,
        int[] channel,
        int[] valueSlot,
        float base,
        float scale,
        float sinkLogit) {
    /// @param first first channel of the head
    /// @param width channels of the head
    static CompiledHead of(
            UniverseSite query, UniverseSite key, UniverseSite value, int first, int width, float sinkLogit) {
        int[] channel = IntStream.range(first, first + width)
                .filter(c -> slot(query, c) >= 0 || slot(key, c) >= 0)
                .toArray();
        float scale = (float) (1 / Math.sqrt(width));
        double base = 0;
        for (int c = first; c < first + width; c++) {
            if (Arrays.binarySearch(channel, c) < 0) base += (double) query.mean()[c] * key.mean()[c];
        }
        return new CompiledHead(
                query,
                key,
                IntStream.of(channel).map(c -> slot(query, c)).toArray(),
                IntStream.of(channel).map(c -> slot(key, c)).toArray(),
                channel,
                CompiledAttention.slots(value, first, width),
                (float) (base * scale),
                scale,
                sinkLogit);
    }

    private static int slot(UniverseSite site, int channel) {
        return Math.max(-1, Arrays.binarySearch(site.channel(), channel));
    }

    /// Whether its attention differs with the tokens, not with their number alone.
    boolean varies() {
        return channel.length > 0;
    }

    boolean hasSink() {
        return sinkLogit != Attention.NO_SINK;
    }

    boolean hasValues() {
        return valueSlot.length > 0;
    }

    /// Sum of the probabilities at a depth when the attention does not vary: all keys have the same logit.
    float mass(int depth) {
        double largest = Math.max(base, sinkLogit);
        double keys = (depth + 1) * Math.exp(base - largest);
        return (float) (keys / (keys + Math.exp(sinkLogit - largest)));
    }

    /// Fills the head's rows of `y` and its row of `mass`.
    void run(PrefixTree tree, TreeMask mask, CompiledScratch scratch, int head) {
        int stride = scratch.stride;
        boolean queriesVary = false;
        for (int i = 0; i < channel.length; i++) {
            queriesVary |= querySlot[i] >= 0 && query.keeps(mask, querySlot[i]);
            load(scratch.query, querySlot[i], query.mean()[channel[i]], scale, scratch.headQuery, i, stride);
            load(scratch.key, keySlot[i], key.mean()[channel[i]], 1f, scratch.headKey, i, stride);
        }
        int[] rows = IntStream.of(valueSlot).map(s -> s * stride).toArray();
        if (queriesVary) {
            scratch.attention.general(
                    tree.depth(),
                    base,
                    scratch.headQuery,
                    scratch.headKey,
                    channel.length,
                    stride,
                    sinkLogit,
                    scratch.value,
                    rows,
                    scratch.y,
                    scratch.mass,
                    head * stride);
        } else {
            keyLogits(tree.columns(), scratch);
            scratch.attention.byKey(
                    tree.parent(),
                    scratch.logit,
                    sinkLogit,
                    scratch.value,
                    rows,
                    scratch.y,
                    scratch.mass,
                    head * stride);
        }
    }

    private void keyLogits(int columns, CompiledScratch scratch) {
        Arrays.fill(scratch.logit, 0, columns, base);
        for (int i = 0; i < channel.length; i++) {
            int row = i * scratch.stride;
            float q = scratch.headQuery[row];
            for (int j = 0; j < columns; j++) scratch.logit[j] += q * scratch.headKey[row + j];
        }
    }

    private static void load(float[] from, int slot, float mean, float factor, float[] to, int row, int stride) {
        if (slot < 0) {
            Arrays.fill(to, row * stride, (row + 1) * stride, mean * factor);
        } else {
            for (int j = 0; j < stride; j++) to[row * stride + j] = from[slot * stride + j] * factor;
        }
    }
}
