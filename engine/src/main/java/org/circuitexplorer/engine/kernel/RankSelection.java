package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// AbsTopK for one channel at a time: when only a few of many channels are wanted, counting how many exceed each is
/// cheaper than finding the k-th largest magnitude.
public final class RankSelection {
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();

    private RankSelection() {}

    /// Copies a channel and clears it where k other channels have a larger magnitude. Differs from [AbsTopK] only
    /// where two magnitudes are equal at the boundary.
    ///
    /// @param x `[channels][TILE]`
    /// @param constant magnitudes of further channels, the same in every column
    /// @param k how many channels AbsTopK keeps
    /// @param channel row of `x` that is wanted
    /// @param out receives one row of `TILE` values from `at`
    /// @param columns token columns in use
    public static void select(
            float[] x, int channels, float[] constant, int k, int channel, float[] out, int at, int columns) {
        if (k >= channels + constant.length) {
            System.arraycopy(x, channel * TILE, out, at, TILE);
            return;
        }
        for (int c = 0; c < columns; c += LANES) {
            FloatVector own = FloatVector.fromArray(SPECIES, x, channel * TILE + c);
            FloatVector size = own.abs();
            IntVector larger = IntVector.zero(INTS);
            for (int i = c; i < channels * TILE; i += TILE) {
                larger = larger.add(
                        1,
                        FloatVector.fromArray(SPECIES, x, i)
                                .abs()
                                .compare(VectorOperators.GT, size)
                                .cast(INTS));
            }
            for (float magnitude : constant) {
                larger = larger.add(
                        1, size.compare(VectorOperators.LT, magnitude).cast(INTS));
            }
            FloatVector.zero(SPECIES)
                    .blend(own, larger.compare(VectorOperators.LT, k).cast(SPECIES))
                    .intoArray(out, at + c);
        }
    }
}
