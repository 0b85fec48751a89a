package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.TokenRun.LAGS;
import static org.circuitexplorer.engine.kernel.TokenRun.LANES;
import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.circuitexplorer.engine.tensor.Panel;

/// What [Attention] computes, for a run of short sequences at once. Task prompts have a dozen tokens: taken one by one
/// they would fill no vector. Holds scratch memory for one thread.
public final class ShortAttention {
    /// Sequences of more tokens are better served by [Attention].
    public static final int LONGEST = 48;

    private final int width;
    private final float scale;
    private final LagProducts products;
    private final HeadRows queries;
    private final HeadRows keys;
    private final HeadRows values;
    private final HeadRows gradient;
    /// `[lags][stride]` logits, then probabilities.
    private float[] weight = {};

    private float[] weightGradient = {};
    /// `[width][places]`
    private float[] result = {};
    /// `[places]`
    private float[] largest = {};

    private float[] total = {};

    /// @param width channels of a head
    public ShortAttention(int width) {
        this.width = width;
        this.scale = (float) (1 / Math.sqrt(width));
        this.products = new LagProducts(width);
        this.queries = new HeadRows(width);
        this.keys = new HeadRows(width);
        this.values = new HeadRows(width);
        this.gradient = new HeadRows(width);
    }

    /// `y = softmax(q k^T / sqrt K) v` for the channels of one head, at the tokens that ask.
    ///
    /// @param q panel of all heads' queries; likewise k and v
    /// @param firstChannel first channel of the head
    /// @param sinkLogit the head's sink or [Attention#NO_SINK]
    /// @param y panel that receives the head's channels
    public void forward(Panel q, Panel k, Panel v, int firstChannel, TokenRun run, float sinkLogit, Panel y) {
        if (load(q, k, v, firstChannel, run)) {
            probabilities(run, sinkLogit);
            products.overKeys(run, weight, values, result);
            writeAsked(y, firstChannel, run);
        } else {
            for (TokenRun one : run.alone()) forward(q, k, v, firstChannel, one, sinkLogit, y);
        }
    }

    /// Gradients of q, k, v from the gradient of y.
    ///
    /// @param dy panel with the gradient of y
    /// @param dq panel that receives the gradient of the head's queries
    /// @param dk panel to which the gradient of its keys is added; likewise dv
    public void backward(
            Panel q,
            Panel k,
            Panel v,
            int firstChannel,
            TokenRun run,
            float sinkLogit,
            Panel dy,
            Panel dq,
            Panel dk,
            Panel dv) {
        boolean usable = gradient.loadAsked(dy, firstChannel, run);
        if (usable && gradient.isZero()) {
            clearAsked(dq, firstChannel, run);
        } else if (usable && load(q, k, v, firstChannel, run)) {
            probabilities(run, sinkLogit);
            products.overQueries(run, weight, gradient, result);
            add(dv, firstChannel, run, 1f);
            Arrays.fill(weightGradient, 0, (run.lags() + LAGS) * run.stride(), 0f);
            products.dot(run, gradient, values, weightGradient);
            softmaxBackward(run);
            products.overKeys(run, weightGradient, keys, result);
            writeAsked(dq, firstChannel, run);
            products.overQueries(run, weightGradient, queries, result);
            add(dk, firstChannel, run, scale);
        } else {
            for (TokenRun one : run.alone()) backward(q, k, v, firstChannel, one, sinkLogit, dy, dq, dk, dv);
        }
    }

    private boolean load(Panel q, Panel k, Panel v, int firstChannel, TokenRun run) {
        reserve(run);
        return queries.load(q, firstChannel, run, 1f)
                && keys.load(k, firstChannel, run, scale)
                && values.load(v, firstChannel, run, 1f);
    }

    private void reserve(TokenRun run) {
        int size = (run.lags() + LAGS) * run.stride();
        if (weight.length < size) {
            weight = new float[size];
            weightGradient = new float[size];
        }
        // Margins are zero, and lags that a vector does not reach; what an earlier run left would be added.
        Arrays.fill(weight, 0, size, 0f);
        if (largest.length < run.places()) {
            largest = new float[run.places()];
            total = new float[run.places()];
            result = new float[width * run.places()];
        }
    }

    /// Leaves in `weight` each query's probabilities, zero where a key is hidden.
    private void probabilities(TokenRun run, float sinkLogit) {
        if (products.areAlike(queries, keys)) {
            equalShares(run, products.common(queries, keys), sinkLogit);
            return;
        }
        products.dot(run, queries, keys, weight);
        Arrays.fill(largest, 0, run.places(), sinkLogit);
        for (int d = 0; d < run.lags(); d++) hide(run, d, d * run.stride() + run.margin());
        for (int j = 0; j < run.places(); j++) total[j] = (float) Math.exp(sinkLogit - largest[j]);
        for (int d = 0; d < run.lags(); d++) {
            VectorMath.exp(weight, d * run.stride() + run.margin(), 1, run.places(), largest, total, 0);
        }
        for (int j = 0; j < run.places(); j++) total[j] = 1 / total[j];
        for (int d = 0; d < run.lags(); d++) share(run, d, d * run.stride() + run.margin());
    }

    /// The probabilities where all logits but the sink's are the same.
    private void equalShares(TokenRun run, float logit, float sinkLogit) {
        float most = Math.max(logit, sinkLogit);
        float each = (float) Math.exp(logit - most);
        float sink = (float) Math.exp(sinkLogit - most);
        for (int j = 0; j < run.places(); j++) total[j] = each / ((run.position()[j] + 1) * each + sink);
        for (int d = 0; d < run.lags(); d++) {
            int at = d * run.stride() + run.margin();
            for (int j = 0; j < run.places(); j++) weight[at + j] = run.position()[j] < d ? 0f : total[j];
        }
    }

    /// A key hidden from a query has the logit of nothing; the others raise the largest.
    private void hide(TokenRun run, int lag, int at) {
        for (int j = 0; j < run.places(); j += LANES) {
            FloatVector logit = FloatVector.fromArray(SPECIES, weight, at + j)
                    .blend(
                            Float.NEGATIVE_INFINITY,
                            FloatVector.fromArray(SPECIES, run.position(), j).compare(VectorOperators.LT, lag));
            logit.intoArray(weight, at + j);
            FloatVector most = FloatVector.fromArray(SPECIES, largest, j);
            most.blend(logit, logit.compare(VectorOperators.GT, most)).intoArray(largest, j);
        }
    }

    private void share(TokenRun run, int lag, int at) {
        for (int j = 0; j < run.places(); j += LANES) {
            FloatVector.fromArray(SPECIES, weight, at + j)
                    .mul(FloatVector.fromArray(SPECIES, total, j))
                    .blend(0f, FloatVector.fromArray(SPECIES, run.position(), j).compare(VectorOperators.LT, lag))
                    .intoArray(weight, at + j);
        }
    }

    /// From the gradient of the probabilities to that of the logits: `ds = p * (dp - sum_j p dp)`.
    private void softmaxBackward(TokenRun run) {
        for (int j = 0; j < run.places(); j += LANES) {
            int first = run.margin() + j;
            int end = first + (run.lags() - 1) * run.stride();
            FloatVector mean = FloatVector.zero(SPECIES);
            for (int at = first; at <= end; at += run.stride()) {
                mean = FloatVector.fromArray(SPECIES, weight, at)
                        .fma(FloatVector.fromArray(SPECIES, weightGradient, at), mean);
            }
            for (int at = first; at <= end; at += run.stride()) {
                FloatVector.fromArray(SPECIES, weightGradient, at)
                        .sub(mean)
                        .mul(FloatVector.fromArray(SPECIES, weight, at))
                        .intoArray(weightGradient, at);
            }
        }
    }

    private void writeAsked(Panel panel, int firstChannel, TokenRun run) {
        for (TokenRun.Segment segment : run.segments()) {
            if (!segment.asks()) continue;
            int at = firstChannel * TILE + segment.column();
            for (int i = 0; i < segment.length(); i++) {
                writeColumn(panel.tile(segment.tile()), at + i, segment.place() + i, run.places());
            }
        }
    }

    private void clearAsked(Panel panel, int firstChannel, TokenRun run) {
        for (TokenRun.Segment segment : run.segments()) {
            if (!segment.asks()) continue;
            for (int c = firstChannel; c < firstChannel + width; c++) {
                int at = c * TILE + segment.column();
                Arrays.fill(panel.tile(segment.tile()), at, at + segment.length(), 0f);
            }
        }
    }

    private void writeColumn(float[] tile, int at, int from, int places) {
        for (int c = 0; c < width; c++) tile[at + c * TILE] = result[from + c * places];
    }

    private void add(Panel panel, int firstChannel, TokenRun run, float factor) {
        for (TokenRun.Segment segment : run.segments()) {
            int at = firstChannel * TILE + segment.column();
            for (int i = 0; i < segment.length(); i++) {
                addColumn(panel.tile(segment.tile()), at + i, segment.place() + i, run.places(), factor);
            }
        }
    }

    private void addColumn(float[] tile, int at, int from, int places, float factor) {
        for (int c = 0; c < width; c++) tile[at + c * TILE] += factor * result[from + c * places];
    }
}
