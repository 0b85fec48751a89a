package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// AbsTopK for one channel at a time: when only a few of many channels are wanted, counting how many exceed each is
/// cheaper than finding the k-th largest magnitude. Differs from [AbsTopK] only where two magnitudes are equal at the
/// boundary. Holds scratch memory for one thread.
public final class RankSelection {
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();

    private final int[] larger = new int[TILE];

    /// Channels of which magnitudes alone are known, the same for all columns of a group.
    ///
    /// @param magnitude `[groups][]`, ascending
    /// @param places `[groups]` how many places these channels and those of a tile share
    public record Constants(float[][] magnitude, int[] places) {
        /// None: all places are for the tile's channels.
        public static Constants none(int places) {
            return new Constants(new float[1][0], new int[] {places});
        }

        public int groups() {
            return places.length;
        }

        private boolean excludeNone(int channels) {
            for (int g = 0; g < places.length; g++) {
                if (places[g] < channels + magnitude[g].length) return false;
            }
            return true;
        }

        /// How many exceed a magnitude.
        private int above(int group, float size) {
            float[] sorted = magnitude[group];
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] > size) high = middle;
                else low = middle + 1;
            }
            return sorted.length - low;
        }
    }

    /// Copies a channel and clears it where it gets no place, for others have larger magnitudes.
    ///
    /// @param x `[channels][TILE]`
    /// @param constants further channels
    /// @param group for each column, from `groupAt`, its group of constants; not read when there is one group
    /// @param channel row of `x` that is wanted
    /// @param out receives one row of `TILE` values from `at`
    /// @param columns token columns in use
    public void select(
            float[] x,
            int channels,
            Constants constants,
            int[] group,
            int groupAt,
            int channel,
            float[] out,
            int at,
            int columns) {
        System.arraycopy(x, channel * TILE, out, at, TILE);
        if (constants.excludeNone(channels)) return;
        count(x, channels, channel, columns);
        for (int j = 0; j < columns; j++) {
            int g = constants.groups() == 1 ? 0 : group[groupAt + j];
            int free = constants.places[g] - larger[j];
            if (free > constants.magnitude[g].length) continue;
            if (free <= 0 || constants.above(g, Math.abs(out[at + j])) >= free) out[at + j] = 0f;
        }
    }

    /// Counts the channels of a tile that exceed one of them.
    private void count(float[] x, int channels, int channel, int columns) {
        Arrays.fill(larger, 0);
        for (int c = 0; c < columns; c += LANES) {
            FloatVector size =
                    FloatVector.fromArray(SPECIES, x, channel * TILE + c).abs();
            IntVector sum = IntVector.zero(INTS);
            for (int i = c; i < channels * TILE; i += TILE) {
                sum = sum.add(
                        1,
                        FloatVector.fromArray(SPECIES, x, i)
                                .abs()
                                .compare(VectorOperators.GT, size)
                                .cast(INTS));
            }
            sum.intoArray(larger, c);
        }
    }
}
