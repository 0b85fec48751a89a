package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.circuitexplorer.engine.tensor.Panel;

/// Causal attention of one head over one sequence, with an optional sink: a logit that joins the softmax's denominator
/// and carries the value zero.
///
/// T tokens, K channels of the head. Inside, k and v lie channel-major (`[K][T]`) where logits are made, and everything
/// lies token-major (`[T][K]`) where rows are summed; rows of both kinds are padded to whole vectors. Holds scratch
/// memory for one thread.
public final class Attention {
    private static final int LANES = SPECIES.length();
    /// Stands for "no sink": exp of it is zero beside any other logit.
    public static final float NO_SINK = Float.NEGATIVE_INFINITY;

    private final int width;
    private final int row;
    private final float scale;
    private int stride;
    private float[] keyOfChannel = {};
    private float[] valueOfChannel = {};
    private float[] query = {};
    private float[] key = {};
    private float[] value = {};
    private float[] gradientOfY = {};
    private float[] gradientOfQuery = {};
    private float[] gradientOfKey = {};
    private float[] gradientOfValue = {};
    private float[] probability = {};
    private float[] gradientOfProbability = {};
    private float[] channel = {};

    /// @param width channels of a head
    public Attention(int width) {
        this.width = width;
        this.row = roundUp(width);
        this.scale = (float) (1 / Math.sqrt(width));
    }

    /// `y = softmax(q k^T / sqrt K) v` for the channels of one head.
    ///
    /// @param q panel of all heads' queries; likewise k and v
    /// @param firstChannel first channel of the head
    /// @param from first token of the sequence
    /// @param to token after its last
    /// @param sinkLogit the head's sink or [#NO_SINK]
    /// @param y panel that receives the head's channels
    public void forward(Panel q, Panel k, Panel v, int firstChannel, int from, int to, float sinkLogit, Panel y) {
        int tokens = load(q, k, v, firstChannel, from, to);
        float[] out = query;
        for (int i = tokens - 1; i >= 0; i--) {
            probabilities(i, sinkLogit);
            // Row i of `query` is no longer needed: it becomes row i of the result.
            sumOfRows(probability, value, i, out);
        }
        store(out, y, firstChannel, from, tokens);
    }

    /// The probabilities that query `i` of the sequence gives to keys 0 to i, for every i: `[T][T]`, zeros above.
    public float[][] pattern(Panel q, Panel k, int firstChannel, int from, int to, float sinkLogit) {
        int tokens = load(q, k, k, firstChannel, from, to);
        float[][] rows = new float[tokens][tokens];
        for (int i = 0; i < tokens; i++) {
            probabilities(i, sinkLogit);
            System.arraycopy(probability, 0, rows[i], 0, i + 1);
        }
        return rows;
    }

    /// Gradients of q, k, v from the gradient of y.
    ///
    /// @param dy panel with the gradient of y
    /// @param dq panel that receives the gradient of the head's queries; likewise dk and dv
    public void backward(
            Panel q,
            Panel k,
            Panel v,
            int firstChannel,
            int from,
            int to,
            float sinkLogit,
            Panel dy,
            Panel dq,
            Panel dk,
            Panel dv) {
        int tokens = load(q, k, v, firstChannel, from, to);
        for (int c = 0; c < width; c++) toTokenMajor(dy, firstChannel, c, from, tokens, gradientOfY);
        Arrays.fill(gradientOfKey, 0, tokens * row, 0f);
        Arrays.fill(gradientOfValue, 0, tokens * row, 0f);
        for (int i = 0; i < tokens; i++) {
            probabilities(i, sinkLogit);
            backwardOfQuery(i);
        }
        store(gradientOfQuery, dq, firstChannel, from, tokens);
        store(gradientOfKey, dk, firstChannel, from, tokens);
        store(gradientOfValue, dv, firstChannel, from, tokens);
    }

    private void backwardOfQuery(int i) {
        weightedSum(gradientOfY, i, valueOfChannel, 1f, gradientOfProbability);
        float mean = 0;
        for (int j = 0; j <= i; j++) mean += probability[j] * gradientOfProbability[j];
        for (int j = 0; j <= i; j++) {
            gradientOfProbability[j] = probability[j] * (gradientOfProbability[j] - mean) * scale;
        }
        sumOfRows(gradientOfProbability, key, i, gradientOfQuery);
        addToRows(gradientOfProbability, query, i, gradientOfKey);
        addToRows(probability, gradientOfY, i, gradientOfValue);
    }

    /// `out[i, :] = sum over j <= i of weight[j] * rows[j, :]`.
    private void sumOfRows(float[] weight, float[] rows, int i, float[] out) {
        for (int c = 0; c < row; c += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int j = 0; j <= i; j++) {
                sum = FloatVector.fromArray(SPECIES, rows, j * row + c)
                        .fma(FloatVector.broadcast(SPECIES, weight[j]), sum);
            }
            sum.intoArray(out, i * row + c);
        }
    }

    /// `out[j, :] += weight[j] * rows[i, :]` for every j <= i.
    private void addToRows(float[] weight, float[] rows, int i, float[] out) {
        for (int c = 0; c < row; c += LANES) {
            FloatVector added = FloatVector.fromArray(SPECIES, rows, i * row + c);
            for (int j = 0; j <= i; j++) {
                FloatVector sum = FloatVector.fromArray(SPECIES, out, j * row + c);
                added.fma(FloatVector.broadcast(SPECIES, weight[j]), sum).intoArray(out, j * row + c);
            }
        }
    }

    /// Softmax of query i over keys 0 to i into `probability`.
    private void probabilities(int i, float sinkLogit) {
        weightedSum(query, i, keyOfChannel, scale, probability);
        float largest = sinkLogit;
        for (int j = 0; j <= i; j++) largest = Math.max(largest, probability[j]);
        Arrays.fill(probability, i + 1, roundUp(i + 1), Float.NEGATIVE_INFINITY);
        for (int j = 0; j <= i; j += LANES) {
            FloatVector logit = FloatVector.fromArray(SPECIES, probability, j);
            VectorMath.exp(logit.sub(largest))
                    .blend(0f, logit.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY))
                    .intoArray(probability, j);
        }
        // One after the other: the order in which a vector's lanes are summed is not specified.
        float total = 0;
        for (int j = 0; j <= i; j++) total += probability[j];
        double sink = sinkLogit == NO_SINK ? 0 : Math.exp((double) sinkLogit - largest);
        float factor = (float) (1 / (sink + total));
        for (int j = 0; j <= i; j++) probability[j] *= factor;
    }

    /// `out[j] = factor * sum_c a[i, c] * b[c, j]` for keys 0 to i; channels that AbsTopK cleared are skipped.
    private void weightedSum(float[] a, int i, float[] b, float factor, float[] out) {
        for (int j = 0; j <= i; j += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int c = 0; c < width; c++) {
                float weight = a[i * row + c] * factor;
                if (weight == 0f) continue;
                sum = FloatVector.fromArray(SPECIES, b, c * stride + j)
                        .fma(FloatVector.broadcast(SPECIES, weight), sum);
            }
            sum.intoArray(out, j);
        }
    }

    private int load(Panel q, Panel k, Panel v, int firstChannel, int from, int to) {
        int tokens = to - from;
        reserve(tokens);
        for (int c = 0; c < width; c++) toTokenMajor(q, firstChannel, c, from, tokens, query);
        loadBoth(k, firstChannel, from, tokens, keyOfChannel, key);
        loadBoth(v, firstChannel, from, tokens, valueOfChannel, value);
        return tokens;
    }

    private void loadBoth(Panel panel, int firstChannel, int from, int tokens, float[] ofChannel, float[] ofToken) {
        for (int c = 0; c < width; c++) {
            toTokenMajor(panel, firstChannel, c, from, tokens, ofToken);
            System.arraycopy(channel, 0, ofChannel, c * stride, tokens);
        }
    }

    private void toTokenMajor(Panel panel, int firstChannel, int c, int from, int tokens, float[] ofToken) {
        panel.copyChannel(firstChannel + c, from, from + tokens, channel);
        for (int t = 0; t < tokens; t++) ofToken[t * row + c] = channel[t];
    }

    private void store(float[] ofToken, Panel panel, int firstChannel, int from, int tokens) {
        for (int c = 0; c < width; c++) {
            for (int t = 0; t < tokens; t++) channel[t] = ofToken[t * row + c];
            panel.setChannel(firstChannel + c, from, from + tokens, channel);
        }
    }

    private void reserve(int tokens) {
        if (roundUp(tokens) <= stride) return;
        stride = roundUp(Math.max(tokens, 32));
        keyOfChannel = new float[stride * width];
        valueOfChannel = new float[stride * width];
        int size = stride * row;
        query = new float[size];
        key = new float[size];
        value = new float[size];
        gradientOfY = new float[size];
        gradientOfQuery = new float[size];
        gradientOfKey = new float[size];
        gradientOfValue = new float[size];
        probability = new float[stride];
        gradientOfProbability = new float[stride];
        channel = new float[stride];
    }

    private static int roundUp(int n) {
        return (n + LANES - 1) / LANES * LANES;
    }
}
