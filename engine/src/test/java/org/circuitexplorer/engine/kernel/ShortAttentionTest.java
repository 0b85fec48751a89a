package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against [Attention], one sequence at a time.
class ShortAttentionTest {
    private static final int HEADS = 2;
    private static final int BEFORE = 29;
    private static final int AFTER = 5;

    @ParameterizedTest
    @CsvSource({
        "1, 0.3, '1'",
        "16, 1.5, '3,5,4,8,1,1,2'",
        "16, -Infinity, '20,20,23,48'",
        "5, 0, '7,33,9'",
        "64, -2, '12,13'",
        "3, -Infinity, '48,48,48'"
    })
    void agreesWithOneByOne(int width, float sink, String lengths) {
        new Case(width, sink, lengths).agrees(new ShortAttention(width), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"16, -Infinity, 1, 1", "16, 2, 1, -1.5", "16, 0.5, 0, 0", "5, -3, 3, 0", "5, 40, -2, 0.5"})
    void frozenQueriesAndKeysGiveEqualShares(int width, float sink, float query, float key) {
        Case c = new Case(width, sink, "7,1,19,5");
        for (int channel = 0; channel < 2 * width; channel++) {
            for (int t = 0; t < c.q.tokens(); t++) {
                // Every other channel differs between tokens on one side and is zero on the other.
                if (channel % 2 == 0) c.q.set(channel, t, query);
                else if (query == 0) c.k.set(channel, t, 0f);
                else c.q.set(channel, t, 0f);
                if (channel % 2 == 0) c.k.set(channel, t, key);
            }
        }
        c.agrees(new ShortAttention(width), 1e-5);
    }

    @Test
    void aHeadThatNothingDependsOnHasNoGradient() {
        Case c = new Case(16, 0.5f, "7,3,20");
        c.dy.clear(16, 16);
        ShortAttention attention = new ShortAttention(16);
        Panel[] found = {c.panel(), c.panel(), c.panel()};
        for (Panel panel : found) for (int t = 0; t < panel.tokens(); t++) panel.set(17, t, 3f);
        attention.backward(c.q, c.k, c.v, 16, c.run, 0.5f, c.dy, found[0], found[1], found[2]);
        for (int t = BEFORE; t < BEFORE + 30; t++) {
            // The gradient of the queries is received, the others are added to.
            assertThat(found[0].get(17, t)).isZero();
            assertThat(found[1].get(17, t)).isEqualTo(3f);
            assertThat(found[2].get(17, t)).isEqualTo(3f);
        }
        c.agrees(attention, 1e-5);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 16})
    void forgetsTheRunBefore(int width) {
        ShortAttention used = new ShortAttention(width);
        new Case(width, 0.5f, "40,24,48").agrees(used, 1e-5);
        new Case(width, 0.5f, "3,9,2").agrees(used, 1e-5);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void whatIsNotFiniteStaysInItsSequence(float value) {
        ShortAttention attention = new ShortAttention(16);
        Case c = new Case(16, 0f, "4,6,5");
        Case clean = new Case(16, 0f, "4,6,5");
        c.v.set(17, BEFORE + 6, value);
        Panel[] found = c.all(attention);
        Panel[] expected = clean.all(new ShortAttention(16));
        for (int i = 0; i < found.length; i++) {
            for (int t = BEFORE; t < BEFORE + 15; t++) {
                if (t >= BEFORE + 4 && t < BEFORE + 10) continue;
                assertThat((double) found[i].get(17, t)).isCloseTo(expected[i].get(17, t), within(1e-6));
            }
        }
        assertThat(found[0].get(17, BEFORE + 5)).isEqualTo(expected[0].get(17, BEFORE + 5), within(1e-6f));
        clean.agrees(attention, 1e-5);
    }

    @Test
    void sequencesShareTheColumnsInWhichTheyBegin() {
        // Two sequences of 6 and 7 tokens, the first 4 of them the same.
        Case apart = new Case(16, 0.5f, "6,7");
        for (Panel p : List.of(apart.q, apart.k, apart.v, apart.dy)) copyColumns(p, BEFORE, BEFORE + 6, 4);
        for (int t = 0; t < 4; t++) for (int ch = 0; ch < 32; ch++) apart.dy.set(ch, BEFORE + 6 + t, 0f);
        int[][] columns = {{29, 30, 31, 32, 33, 34}, {29, 30, 31, 32, 39, 40, 41}};
        boolean[] asks = new boolean[13];
        Arrays.fill(asks, true);
        Arrays.fill(asks, 6, 10, false);
        TokenRun shared = new TokenRun(columns, asks);
        ShortAttention attention = new ShortAttention(16);
        Panel y = apart.panel();
        attention.forward(apart.q, apart.k, apart.v, 16, shared, 0.5f, y);
        Panel[] g = {apart.panel(), apart.panel(), apart.panel()};
        attention.backward(apart.q, apart.k, apart.v, 16, shared, 0.5f, apart.dy, g[0], g[1], g[2]);
        Panel[] expected = apart.backward();
        for (int t : new int[] {29, 30, 31, 32, 33, 34, 39, 40, 41}) {
            for (int ch = 16; ch < 32; ch++) {
                assertThat((double) y.get(ch, t)).isCloseTo(apart.forward().get(ch, t), within(1e-5));
                for (int i = 0; i < 3; i++) {
                    double twin = t < 33 ? expected[i].get(ch, t + 6) : 0;
                    assertThat((double) g[i].get(ch, t)).isCloseTo(expected[i].get(ch, t) + twin, within(1e-5));
                }
            }
        }
    }

    private static void copyColumns(Panel panel, int from, int to, int count) {
        for (int t = 0; t < count; t++) {
            for (int c = 0; c < panel.channels(); c++) panel.set(c, to + t, panel.get(c, from + t));
        }
    }

    private static void agree(Panel expected, Panel found, double limit) {
        for (int t = 0; t < expected.tokens(); t++) {
            for (int c = 0; c < expected.channels(); c++) {
                assertThat((double) found.get(c, t)).isCloseTo(expected.get(c, t), within(limit));
            }
        }
    }

    /// Sequences in the middle of a batch; a quarter of the values as after AbsTopK, some channels frozen.
    private static final class Case {
        final Panel q;
        final Panel k;
        final Panel v;
        final Panel dy;
        final TokenRun run;
        private final int width;
        private final float sink;
        private final int[] start;
        private final Random random;

        Case(int width, float sink, String lengths) {
            this.width = width;
            this.sink = sink;
            this.random = new Random(lengths.hashCode());
            String[] parts = lengths.split(",", -1);
            start = new int[parts.length + 1];
            start[0] = BEFORE;
            for (int s = 0; s < parts.length; s++) start[s + 1] = start[s] + Integer.parseInt(parts[s]);
            int[][] columns = new int[parts.length][];
            Arrays.setAll(columns, s -> IntStream.range(start[s], start[s + 1]).toArray());
            boolean[] asks = new boolean[start[parts.length] - BEFORE];
            Arrays.fill(asks, true);
            run = new TokenRun(columns, asks);
            q = random();
            k = random();
            v = random();
            dy = random();
        }

        Panel panel() {
            return new Panel(HEADS * width, start[start.length - 1] + AFTER);
        }

        private Panel random() {
            Panel panel = panel();
            for (int c = 0; c < HEADS * width; c++) {
                boolean frozen = random.nextInt(3) == 0;
                float mean = random.nextBoolean() ? 0f : (float) random.nextGaussian();
                for (int t = 0; t < panel.tokens(); t++) {
                    if (frozen) panel.set(c, t, mean);
                    else if (random.nextInt(4) == 0) panel.set(c, t, (float) random.nextGaussian());
                }
            }
            return panel;
        }

        void agrees(ShortAttention attention, double limit) {
            Panel[] found = all(attention);
            agree(forward(), found[0], limit);
            Panel[] expected = backward();
            for (int i = 0; i < 3; i++) agree(expected[i], found[i + 1], limit);
        }

        /// The result and the gradients of q, k and v.
        Panel[] all(ShortAttention attention) {
            Panel[] found = {panel(), panel(), panel(), panel()};
            attention.forward(q, k, v, width, run, sink, found[0]);
            attention.backward(q, k, v, width, run, sink, dy, found[1], found[2], found[3]);
            return found;
        }

        Panel forward() {
            Panel y = panel();
            sequences().forEach(s -> new Attention(width).forward(q, k, v, width, start[s], start[s + 1], sink, y));
            return y;
        }

        Panel[] backward() {
            Panel[] g = {panel(), panel(), panel()};
            sequences()
                    .forEach(s -> new Attention(width)
                            .backward(q, k, v, width, start[s], start[s + 1], sink, dy, g[0], g[1], g[2]));
            return g;
        }

        private IntStream sequences() {
            return IntStream.range(0, start.length - 1);
        }
    }
}
