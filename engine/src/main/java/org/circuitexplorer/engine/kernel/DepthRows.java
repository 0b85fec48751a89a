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

    /// @param column first column in the tile
    /// @param depth first depth of a vector of values
    /// @param lane for each column which of these is wanted
    /// @param wanted whether one of them is
    private record Step(int column, int depth, VectorShuffle<Float> lane, VectorMask<Float> wanted) {}

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
                int[] lane = new int[LANES];
                boolean[] wanted = new boolean[LANES];
                boolean any = false;
                for (int j = 0; j < LANES && c + j < depth.length; j++) {
                    int of = depth[c + j] - from;
                    wanted[j] = of >= 0 && of < LANES;
                    if (wanted[j]) lane[j] = of;
                    any |= wanted[j];
                }
                if (!any) continue;
                steps.add(new Step(
                        c, from, VectorShuffle.fromArray(SPECIES, lane, 0), VectorMask.fromArray(SPECIES, wanted, 0)));
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
            add(step.lane, step.wanted, values, from * length + step.depth, length, to - from, out, step.column);
        }
    }

    private static void add(
            VectorShuffle<Float> lane,
            VectorMask<Float> wanted,
            float[] values,
            int at,
            int length,
            int rows,
            float[] out,
            int outAt) {
        for (int r = 0; r < rows; r++) {
            FloatVector value =
                    FloatVector.fromArray(SPECIES, values, at + r * length).rearrange(lane);
            FloatVector.fromArray(SPECIES, out, outAt + r * TILE)
                    .add(value, wanted)
                    .intoArray(out, outAt + r * TILE);
        }
    }
}
