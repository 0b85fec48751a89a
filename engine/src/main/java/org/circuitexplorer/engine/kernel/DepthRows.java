package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Adds to every token a value that differs with its place in its prompt, its depth. Rows of such values are vectors,
/// whose lanes are brought to the tokens that want them.
public final class DepthRows {
    private static final int LANES = SPECIES.length();

    private final List<List<Step>> steps;

    /// @param depth for each token its depth
    public DepthRows(int[] depth) {
        this.steps = new ArrayList<>();
        for (int first = 0; first < depth.length; first += TILE) {
            steps.add(steps(Arrays.copyOfRange(depth, first, Math.min(first + TILE, depth.length))));
        }
    }

    private static List<Step> steps(int[] depth) {
        List<Step> steps = new ArrayList<>();
        int most = Arrays.stream(depth).max().orElse(0);
        for (int c = 0; c < depth.length; c += LANES) {
            for (int from = 0; from <= most; from += LANES) {
                Step step = new Step(depth, c, from);
                if (step.wanted.anyTrue()) steps.add(step);
            }
        }
        return steps;
    }

    /// The length of a row for so many depths.
    public static int length(int depths) {
        return (depths + LANES - 1) / LANES * LANES;
    }

    /// `out[r - from, j] += values[r, depth of j]` for rows `from until to` at the columns of a tile.
    ///
    /// @param values `[rows][length]`
    /// @param length of a row, as [#length] says
    /// @param out `[to - from][TILE]`
    public void add(int tile, float[] values, int length, int from, int to, float[] out) {
        for (Step step : steps.get(tile)) {
            step.add(values, from * length, length, to - from, out);
        }
    }

    /// Values of a vector of depths, for a vector of columns.
    private static final class Step {
        private final int column;
        private final int depth;
        /// For each column the lane that it wants.
        private final VectorShuffle<Float> lane;
        /// Whether it wants any.
        private final VectorMask<Float> wanted;

        /// @param depths for each column of a tile its depth
        Step(int[] depths, int column, int depth) {
            this.column = column;
            this.depth = depth;
            int[] lanes = new int[LANES];
            boolean[] any = new boolean[LANES];
            for (int j = 0; j < LANES && column + j < depths.length; j++) {
                int of = depths[column + j] - depth;
                any[j] = of >= 0 && of < LANES;
                if (any[j]) lanes[j] = of;
            }
            this.lane = VectorShuffle.fromArray(SPECIES, lanes, 0);
            this.wanted = VectorMask.fromArray(SPECIES, any, 0);
        }

        void add(float[] values, int first, int length, int rows, float[] out) {
            VectorShuffle<Float> shuffle = lane;
            VectorMask<Float> mask = wanted;
            int at = first + depth;
            for (int to = column; to < column + rows * TILE; to += TILE) {
                FloatVector value = FloatVector.fromArray(SPECIES, values, at).rearrange(shuffle);
                FloatVector.fromArray(SPECIES, out, to).add(value, mask).intoArray(out, to);
                at += length;
            }
        }
    }
}
