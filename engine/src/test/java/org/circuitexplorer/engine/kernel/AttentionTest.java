package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
    private static final int HEADS = 2;

    @ParameterizedTest
    @CsvSource({
        "1,1,0.3,1",
        "5,13,-Infinity,1",
        "16,65,1.5,1",
        "3,130,0,1",
        "16,17,-Infinity,1",
        // Logits of hundreds, whose exponentials are not numbers unless the largest is taken off.
        "16,65,1.5,200",
        "5,40,-Infinity,400",
        "3,20,150,1",
        "3,20,-150,40"
    })
    void agreesWithTheFormula(int width, int tokens, float sink, float factor) {
        Random random = new Random(tokens);
        // The sequence lies in the middle of a batch and crosses tiles.
        int from = 50;
        int all = from + tokens + 7;
        Panel q = scaled(random(random, width, all), factor);
        Panel k = random(random, width, all);
        Panel v = random(random, width, all);
        Panel y = new Panel(HEADS * width, all);
        new Attention(width).forward(q, k, v, width, from, from + tokens, sink, y);
        double[][] expected = naive(q, k, v, width, from, tokens, sink);
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < width; c++) {
                assertThat((double) y.get(width + c, from + t)).isCloseTo(expected[t][c], within(1e-5 * factor));
            }
        }
        assertThat(y.get(width, from - 1)).isZero();
        assertThat(y.get(width, from + tokens)).isZero();
    }

    @Test
    void otherSequencesOfTheTileDoNotMatter() {
        Random random = new Random(4);
        Panel[] qkv = {random(random, 8, 40), random(random, 8, 40), random(random, 8, 40)};
        Panel alone = new Panel(HEADS * 8, 40);
        new Attention(8).forward(qkv[0], qkv[1], qkv[2], 8, 5, 37, 0.5f, alone);
        for (int t : new int[] {0, 4, 37, 39}) {
            for (int c = 0; c < 16; c++) qkv[0].set(c, t, 1e30f);
        }
        Panel beside = new Panel(HEADS * 8, 40);
        new Attention(8).forward(qkv[0], qkv[1], qkv[2], 8, 5, 37, 0.5f, beside);
        assertThat(beside.toRowMajor()).isEqualTo(alone.toRowMajor());
    }

    @Test
    void whatIsNotANumberIsNotHidden() {
        Random random = new Random(4);
        for (int broken = 0; broken < 2; broken++) {
            Panel[] qkv = {random(random, 8, 40), random(random, 8, 40), random(random, 8, 40)};
            qkv[broken].set(3, 20, Float.NaN);
            Panel y = new Panel(HEADS * 8, 40);
            new Attention(8).forward(qkv[0], qkv[1], qkv[2], 0, 0, 40, 0.5f, y);
            assertThat(y.get(0, 20)).isNaN();
            assertThat(y.get(0, 19)).isFinite();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,3,0.3", "4,9,-Infinity", "16,20,1.5"})
    void backwardIsTheDerivative(int width, int tokens, float sink) {
        Random random = new Random(tokens);
        Panel[] qkv = {random(random, width, tokens), random(random, width, tokens), random(random, width, tokens)};
        Panel dy = random(random, width, tokens);
        Panel[] gradient = new Panel[3];
        for (int i = 0; i < 3; i++) gradient[i] = new Panel(HEADS * width, tokens);
        new Attention(width)
                .backward(qkv[0], qkv[1], qkv[2], width, 0, tokens, sink, dy, gradient[0], gradient[1], gradient[2]);
        float step = 0x1p-7f;
        for (int i = 0; i < 3; i++) {
            for (int t = 0; t < tokens; t++) {
                int channel = width + t % width;
                float value = qkv[i].get(channel, t);
                qkv[i].set(channel, t, value + step);
                double more = objective(qkv, dy, width, tokens, sink);
                qkv[i].set(channel, t, value - step);
                double less = objective(qkv, dy, width, tokens, sink);
                qkv[i].set(channel, t, value);
                assertThat((double) gradient[i].get(channel, t)).isCloseTo((more - less) / (2 * step), within(2e-3));
            }
        }
    }

    private static double objective(Panel[] qkv, Panel dy, int width, int tokens, float sink) {
        double[][] y = naive(qkv[0], qkv[1], qkv[2], width, 0, tokens, sink);
        double sum = 0;
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < width; c++) sum += y[t][c] * dy.get(width + c, t);
        }
        return sum;
    }

    private static Panel scaled(Panel panel, float factor) {
        for (int t = 0; t < panel.tokens(); t++) {
            for (int c = 0; c < panel.channels(); c++) panel.set(c, t, factor * panel.get(c, t));
        }
        return panel;
    }

    /// A quarter of the values, as after AbsTopK.
    private static Panel random(Random random, int width, int tokens) {
        Panel panel = new Panel(HEADS * width, tokens);
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < HEADS * width; c++) {
                if (width < 4 || random.nextInt(4) == 0) panel.set(c, t, (float) random.nextGaussian());
            }
        }
        return panel;
    }

    private static double[][] naive(Panel q, Panel k, Panel v, int width, int from, int tokens, float sink) {
        double[][] y = new double[tokens][width];
        for (int i = 0; i < tokens; i++) {
            double[] e = new double[i + 1];
            double total = Math.exp(sink - 150);
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int c = 0; c < width; c++) {
                    dot += (double) q.get(width + c, from + i) * k.get(width + c, from + j);
                }
                e[j] = Math.exp(dot / Math.sqrt(width) - 150);
                total += e[j];
            }
            for (int j = 0; j <= i; j++) {
                for (int c = 0; c < width; c++) y[i][c] += e[j] / total * v.get(width + c, from + j);
            }
        }
        return y;
    }
}
