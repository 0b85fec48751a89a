package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.TokenRun.LANES;
import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.circuitexplorer.engine.tensor.Panel;

/// One head's channels over a [TokenRun], a row for each, and which of them are the same at every token: those that
/// AbsTopK left out and those that are frozen. Margins hold numbers without meaning.
final class HeadRows {
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

    private final int width;
    /// `[width][stride]`
    float[] value = {};
    private boolean finite = true;
    /// `[width]` whether a channel differs between tokens.
    final boolean[] varies;
    /// `[width]` the value of a channel that does not vary.
    final float[] constant;

    HeadRows(int width) {
        this.width = width;
        this.varies = new boolean[width];
        this.constant = new float[width];
    }

    /// Copies a head's channels.
    ///
    /// @param factor multiplies every value
    /// @return whether these rows can be used. What is hidden from a query is multiplied by zero, so where not all
    ///     values are finite the rows of several sequences cannot
    boolean load(Panel panel, int firstChannel, TokenRun run, float factor) {
        return load(panel, firstChannel, run, factor, false);
    }

    /// The same with zeros at tokens that do not ask.
    boolean loadAsked(Panel panel, int firstChannel, TokenRun run) {
        return load(panel, firstChannel, run, 1f, true);
    }

    private boolean load(Panel panel, int firstChannel, TokenRun run, float factor, boolean askedOnly) {
        int size = width * run.stride();
        if (value.length < size) value = new float[size];
        // What is not a number must not stay in a margin.
        if (!finite) Arrays.fill(value, 0f);
        finite = true;
        for (TokenRun.Segment segment : run.segments()) {
            float[] tile = panel.tile(segment.tile());
            int from = firstChannel * TILE + segment.column();
            int at = run.margin() + segment.place();
            if (askedOnly && !segment.asks()) clear(at, segment.length(), run.stride());
            else copy(tile, from, at, segment.length(), run.stride());
        }
        for (int c = 0; c < width; c++) complete(c, c * run.stride() + run.margin(), run, factor);
        return finite || run.isAlone();
    }

    private void copy(float[] tile, int from, int at, int length, int stride) {
        if (length >= LANES) {
            for (int c = 0; c < width; c++) System.arraycopy(tile, from + c * TILE, value, at + c * stride, length);
        } else {
            for (int i = 0; i < length; i++) copyColumn(tile, from + i, at + i, stride);
        }
    }

    private void copyColumn(float[] tile, int from, int at, int stride) {
        for (int c = 0; c < width; c++) value[at + c * stride] = tile[from + c * TILE];
    }

    private void clear(int at, int length, int stride) {
        for (int c = 0; c < width; c++) Arrays.fill(value, at + c * stride, at + c * stride + length, 0f);
    }

    private void complete(int channel, int at, TokenRun run, float factor) {
        Arrays.fill(value, at + run.tokens(), at + run.places(), value[at]);
        float spread = scale(at, run.places(), factor);
        boolean isFinite = Math.abs(spread) <= Float.MAX_VALUE && Math.abs(value[at]) <= Float.MAX_VALUE;
        if (!isFinite) Arrays.fill(value, at + run.tokens(), at + run.places(), 0f);
        finite &= isFinite;
        varies[channel] = spread != 0f;
        constant[channel] = value[at];
    }

    /// Scales a row; the largest distance from its first value, not finite where a value is not.
    private float scale(int at, int places, float factor) {
        float first = value[at] * factor;
        // As integers, magnitudes have the same order, what is not a number the last; and their maximum is cheap.
        IntVector spread = IntVector.zero(INTS);
        for (int i = at; i < at + places; i += LANES) {
            FloatVector scaled = FloatVector.fromArray(SPECIES, value, i).mul(factor);
            scaled.intoArray(value, i);
            spread = spread.max(scaled.sub(first).abs().reinterpretAsInts());
        }
        return Float.intBitsToFloat(spread.reduceLanes(VectorOperators.MAX));
    }

    boolean isZero(int channel) {
        return !varies[channel] && constant[channel] == 0f;
    }

    /// Whether there is nothing but zeros.
    boolean isZero() {
        for (int c = 0; c < width; c++) {
            if (!isZero(c)) return false;
        }
        return true;
    }
}
