package org.circuitexplorer.app.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.jspecify.annotations.Nullable;

/// A model in libtorch. B sequences of T tokens, D model width, H heads of K channels, V vocabulary.
final class LibtorchSession implements Peer.Session {
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private final ModelConfig config;
    private final boolean dense;
    private final NDManager weights;
    private final NDArray tokenEmbedding;
    private final NDArray positionEmbedding;
    private final List<LayerWeights> layers;
    private final NDArray finalNorm;
    private final LinearWeights unembedding;
    private final @Nullable NDArray bigram;

    private sealed interface LinearWeights {
        NDArray of(NDArray x);
    }

    /// @param transposed `[in, out]`
    private record DenseWeights(NDArray transposed, NDArray bias) implements LinearWeights {
        @Override
        public NDArray of(NDArray x) {
            return x.matMul(transposed).add(bias);
        }
    }

    /// @param weight `[out, in]`, sparse
    private record SparseWeights(NDArray weight, NDArray bias) implements LinearWeights {
        @Override
        public NDArray of(NDArray x) {
            Shape shape = x.getShape();
            NDArray columns = x.reshape(-1, weight.getShape().get(1)).transpose();
            NDArray product = weight.matMul(columns);
            // It would live as long as the weight does.
            product.attach(x.getManager());
            NDArray rows = product.transpose();
            return rows.reshape(shape.get(0), shape.get(1), weight.getShape().get(0)).add(bias);
        }
    }

    private record LayerWeights(
            NDArray attentionNorm,
            LinearWeights attentionIn,
            LinearWeights attentionOut,
            @Nullable NDArray sink,
            NDArray mlpNorm,
            LinearWeights mlpIn,
            LinearWeights mlpOut) {}

    /// @param dense whether the matrices of the layers and of the readout are
    LibtorchSession(SparseTransformer model, int threads, boolean dense) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty(THREADS, Integer.toString(threads));
        config = model.config();
        this.dense = dense;
        weights = Engine.getEngine("PyTorch").newBaseManager();
        tokenEmbedding = dense(model.tokenEmbedding());
        positionEmbedding = dense(model.positionEmbedding());
        layers = model.layers().stream().map(this::layer).toList();
        finalNorm = norm(model.finalNorm());
        unembedding = linear(model.unembedding());
        bigram = model.bigram() == null ? null : dense(model.bigram());
    }

    private LayerWeights layer(Layer layer) {
        float[] sink = layer.sinkLogit();
        return new LayerWeights(
                norm(layer.attentionNorm()),
                linear(layer.attentionIn()),
                linear(layer.attentionOut()),
                sink == null ? null : weights.create(sink, new Shape(1, config.heads(), 1, 1)),
                norm(layer.mlpNorm()),
                linear(layer.mlpIn()),
                linear(layer.mlpOut()));
    }

    private NDArray norm(Norm norm) {
        return weights.create(norm.weight());
    }

    private LinearWeights linear(Linear linear) {
        NDArray bias = weights.create(linear.bias());
        return dense
                ? new DenseWeights(dense(linear.weight()).transpose(), bias)
                : new SparseWeights(sparse(linear.weight()), bias);
    }

    /// Made from the dense one: what DJL makes of Java's buffers is lost when these are.
    private NDArray sparse(CsrMatrix matrix) {
        try (NDArray all = dense(matrix)) {
            return all.toSparse(SparseFormat.COO);
        }
    }

    private NDArray dense(CsrMatrix matrix) {
        float[] all = new float[Math.multiplyExact(matrix.rows(), matrix.columns())];
        for (int r = 0; r < matrix.rows(); r++) {
            for (int i = matrix.rowStart()[r]; i < matrix.rowStart()[r + 1]; i++) {
                all[r * matrix.columns() + matrix.column()[i]] = matrix.value()[i];
            }
        }
        return weights.create(all, new Shape(matrix.rows(), matrix.columns()));
    }

    @Override
    public float[] logits(int[][] sequences) {
        int b = sequences.length;
        int t = sequences[0].length;
        try (NDManager pass = weights.newSubManager()) {
            int[] ids = Arrays.stream(sequences).flatMapToInt(Arrays::stream).toArray();
            NDArray tokens = pass.create(ids).toType(DataType.INT64, false);
            NDArray stream = tokenEmbedding.get(tokens).reshape(b, t, config.modelWidth());
            if (positionEmbedding.getShape().get(0) >= t) stream = stream.add(positionEmbedding.get("0:" + t));
            NDArray mask = causalMask(pass, t);
            for (LayerWeights layer : layers) stream = step(pass, layer, stream, mask, b, t);
            NDArray logits = unembedding.of(normed(stream, finalNorm)).reshape((long) b * t, config.vocabularySize());
            if (bigram != null) logits = logits.add(bigram.get(tokens));
            logits.attach(pass);
            return logits.toFloatArray();
        }
    }

    /// Frees everything of a layer but the stream.
    private NDArray step(NDManager pass, LayerWeights layer, NDArray before, NDArray mask, int b, int t) {
        try (NDManager manager = pass.newSubManager()) {
            before.attach(manager);
            NDArray stream = before.add(attention(layer, before, mask, b, t));
            NDArray neurons = layer.mlpIn().of(topK(normed(stream, layer.mlpNorm()), TopKPlace.MLP_IN));
            NDArray kept = topK(Activation.gelu(neurons), TopKPlace.MLP_NEURON);
            NDArray after = stream.add(topK(layer.mlpOut().of(kept), TopKPlace.MLP_OUT));
            after.attach(pass);
            return after;
        }
    }

    private NDArray attention(LayerWeights layer, NDArray stream, NDArray mask, int b, int t) {
        NDList all = layer.attentionIn()
                .of(topK(normed(stream, layer.attentionNorm()), TopKPlace.ATTN_IN))
                .split(3, 2);
        NDArray q = heads(topK(all.get(0), TopKPlace.ATTN_Q), b, t);
        NDArray k = heads(topK(all.get(1), TopKPlace.ATTN_K), b, t);
        NDArray v = heads(topK(all.get(2), TopKPlace.ATTN_V), b, t);
        NDArray scores = q.matMul(k.transpose(0, 1, 3, 2))
                .mul(1 / Math.sqrt(config.headWidth()))
                .add(mask);
        if (layer.sink() != null) {
            NDArray sink = layer.sink().broadcast(b, config.heads(), t, 1);
            scores = NDArrays.concat(new NDList(scores, sink), 3).softmax(3).get(":,:,:,0:" + t);
        } else {
            scores = scores.softmax(3);
        }
        NDArray y = scores.matMul(v).transpose(0, 2, 1, 3).reshape(b, t, config.attentionWidth());
        return topK(layer.attentionOut().of(y), TopKPlace.ATTN_OUT);
    }

    private NDArray heads(NDArray x, int b, int t) {
        return x.reshape(b, t, config.heads(), config.headWidth()).transpose(0, 2, 1, 3);
    }

    private NDArray topK(NDArray x, TopKPlace place) {
        int width = (int) x.getShape().get(2);
        int kept = config.kept(place, width);
        if (kept >= width) return x;
        NDArray largest = x.abs().topK(kept, 2, true, false).get(1);
        return x.zerosLike().scatter(largest, x.gather(largest, 2), 2);
    }

    private static NDArray normed(NDArray x, NDArray weight) {
        NDArray meanSquare = x.square().mean(new int[] {2}, true);
        return x.mul(meanSquare.add(Norm.RMS_EPSILON).pow(-0.5)).mul(weight);
    }

    private static NDArray causalMask(NDManager manager, int t) {
        float[] mask = new float[t * t];
        for (int i = 0; i < t; i++) Arrays.fill(mask, i * t + i + 1, (i + 1) * t, Float.NEGATIVE_INFINITY);
        return manager.create(mask, new Shape(1, 1, t, t));
    }

    @Override
    public void close() {
        weights.close();
    }
}
