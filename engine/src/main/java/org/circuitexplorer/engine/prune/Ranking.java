package org.circuitexplorer.engine.prune;

import java.util.Comparator;
import java.util.stream.IntStream;

/// All nodes, the most important first.
///
/// @param score what they are ranked by, in [-1, 1] for each node
/// @param order nodes by falling score
record Ranking(float[] score, int[] order) {
    static Ranking of(float[] score) {
        int[] order = IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -score[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Ranking(score, order);
    }

    /// A ranking by magnitude, scaled so that the largest is 1.
    static Ranking ofMagnitudes(float[] values) {
        float largest = Float.MIN_NORMAL;
        for (float v : values) largest = Math.max(largest, Math.abs(v));
        float[] score = new float[values.length];
        for (int i = 0; i < score.length; i++) score[i] = Math.abs(values[i]) / largest;
        return of(score);
    }

    int size() {
        return order.length;
    }

    /// Number of nodes whose score is not negative.
    int positive() {
        int count = 0;
        for (float s : score) count += s >= 0 ? 1 : 0;
        return count;
    }

    /// The mask that keeps the first k nodes.
    float[] top(int k) {
        float[] mask = new float[order.length];
        for (int i = 0; i < k; i++) mask[order[i]] = 1f;
        return mask;
    }

    /// The nodes of a mask, the least important of them first.
    int[] worstFirst(float[] mask) {
        return IntStream.range(0, order.length)
                .map(i -> order[order.length - 1 - i])
                .filter(node -> mask[node] != 0f)
                .toArray();
    }
}
