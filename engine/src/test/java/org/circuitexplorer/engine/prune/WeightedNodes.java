package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.Random;

/// An objective whose answer is known: each missing node adds its own weight to the loss.
record WeightedNodes(double... weight) implements MaskObjective {
    static WeightedNodes random(int size, Random random) {
        return new WeightedNodes(random.doubles(size, 0, 1).map(w -> w * w * w).toArray());
    }

    @Override
    public int size() {
        return weight.length;
    }

    @Override
    public double loss(float[] mask) {
        double loss = 0;
        for (int i = 0; i < weight.length; i++) loss += weight[i] * (1 - mask[i]);
        return loss;
    }

    @Override
    public double gradient(float[] mask, float[] gradient) {
        for (int i = 0; i < weight.length; i++) gradient[i] = (float) -weight[i];
        return loss(mask);
    }

    Candidate whole() {
        float[] mask = new float[weight.length];
        Arrays.fill(mask, 1f);
        return new Candidate(mask, 0);
    }

    /// No node has an edge.
    EdgeIndex noEdges() {
        return new EdgeIndex(i -> new int[0]);
    }
}
