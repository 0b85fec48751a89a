package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.List;

/// The loss on few pairs as an estimate of that on all: less what the few are harder for a circuit of which both are
/// known.
final class EstimatedLoss implements MaskLoss {
    private final MaskLoss few;
    private final double[] offset;

    EstimatedLoss(MaskLoss few) {
        this(few, new double[1]);
    }

    private EstimatedLoss(MaskLoss few, double[] offset) {
        this.few = few;
        this.offset = offset;
    }

    /// @param known a circuit with its loss on all pairs
    void adjust(Candidate known) {
        offset[0] = few.within(known.mask()).loss(known.mask()) - known.loss();
    }

    @Override
    public double loss(float[] mask) {
        return few.loss(mask) - offset[0];
    }

    @Override
    public double[] losses(List<float[]> masks) {
        return estimates(few.losses(masks));
    }

    @Override
    public double[] lossesWithin(List<float[]> masks) {
        return estimates(few.lossesWithin(masks));
    }

    private double[] estimates(double[] losses) {
        return Arrays.stream(losses).map(loss -> loss - offset[0]).toArray();
    }

    @Override
    public MaskLoss within(float[] universe) {
        return new EstimatedLoss(few.within(universe), offset);
    }

    @Override
    public MaskLoss only(float[] universe) {
        return new EstimatedLoss(few.only(universe), offset);
    }

    @Override
    public void remember(float[] mask) {
        few.remember(mask);
    }
}
