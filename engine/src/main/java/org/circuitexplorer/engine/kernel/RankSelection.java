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

    /// `[wanted][TILE]` how many channels exceed each of those that are wanted.
    private int[] larger = new int[TILE];

    /// Channels of which magnitudes alone are known, the same for all columns of a group.
    public static final class Constants {
        private final int[] places;
        /// `[groups][]` the magnitudes, ascending, between one that nothing fails to reach and one that nothing
        /// reaches.
        private final float[][] bar;

        /// @param magnitude `[groups][]`, ascending
        /// @param places `[groups]` how many places these channels and those of a tile share
        public Constants(float[][] magnitude, int[] places) {
            this.places = places;
            this.bar = new float[places.length][];
            for (int g = 0; g < bar.length; g++) {
                int count = magnitude[g].length;
                bar[g] = new float[count + 2];
                bar[g][0] = -1f;
                System.arraycopy(magnitude[g], 0, bar[g], 1, count);
                bar[g][count + 1] = Float.POSITIVE_INFINITY;
            }
        }

        /// None: all places are for the tile's channels.
        public static Constants none(int places) {
            return new Constants(new float[1][0], new int[] {places});
        }

        public int groups() {
            return places.length;
        }

        private int count(int group) {
            return bar[group].length - 2;
        }

        /// Whether all of so many channels have a place.
        public boolean excludeNone(int channels) {
            for (int g = 0; g < places.length; g++) {
                if (places[g] < channels + count(g)) return false;
            }
            return true;
        }

        /// A value of at least this magnitude has a place, where so many channels of the tile are larger.
        private float bar(int group, int larger) {
            int last = bar[group].length - 1;
            return bar[group][Math.clamp((long) larger - places[group] + last, 0, last)];
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
        begin(1);
        count(x, channels, 0, out, at, columns);
        clear(constants, group, groupAt, 0, out, at, columns);
    }

    /// Begins to count the channels that exceed others.
    ///
    /// @param wanted how many others there are
    public void begin(int wanted) {
        if (larger.length < wanted * TILE) larger = new int[wanted * TILE];
        Arrays.fill(larger, 0, wanted * TILE, 0);
    }

    /// Counts the channels of a tile, or of a part of it, that exceed one of the others.
    ///
    /// @param number of the other
    /// @param value its values, from `at`
    public void count(float[] x, int channels, int number, float[] value, int at, int columns) {
        for (int c = 0; c < columns; c += LANES) {
            FloatVector size = FloatVector.fromArray(SPECIES, value, at + c).abs();
            IntVector sum = IntVector.fromArray(INTS, larger, number * TILE + c);
            for (int i = c; i < channels * TILE; i += TILE) {
                sum = sum.add(
                        1,
                        FloatVector.fromArray(SPECIES, x, i)
                                .abs()
                                .compare(VectorOperators.GT, size)
                                .cast(INTS));
            }
            sum.intoArray(larger, number * TILE + c);
        }
    }

    /// Clears one of the others where it gets no place.
    ///
    /// @param group as in [#select]
    public void clear(Constants constants, int[] group, int groupAt, int number, float[] value, int at, int columns) {
        boolean alike = constants.groups() == 1;
        for (int j = 0; j < columns; j++) {
            float bar = constants.bar(alike ? 0 : group[groupAt + j], larger[number * TILE + j]);
            // Not a branch, which would be guessed wrong for every other value.
            value[at + j] = bar > Math.abs(value[at + j]) ? 0f : value[at + j];
        }
    }
}
