package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// The channels of the residual stream that a compiled circuit follows: those its nodes write or read, and those the
/// answers are read from. Whatever the mask, the others carry the same values.
///
/// @param channel their numbers, ascending
/// @param rowOf for each channel of the stream its place among them, or -1
record StreamRows(int[] channel, int[] rowOf) {
    static StreamRows all(ModelConfig config) {
        BitSet channels = new BitSet();
        channels.set(0, config.modelWidth());
        return of(config.modelWidth(), channels);
    }

    private static StreamRows of(int width, BitSet channels) {
        int[] rowOf = new int[width];
        Arrays.fill(rowOf, -1);
        int[] channel = channels.stream().toArray();
        for (int r = 0; r < channel.length; r++) rowOf[channel[r]] = r;
        return new StreamRows(channel, rowOf);
    }

    /// @param universe one value for each node, 0 for those that no circuit keeps
    static StreamRows of(SparseTransformer model, float[] universe, List<PromptPair> pairs) {
        ModelConfig config = model.config();
        if (!separable(config)) return all(config);
        BitSet channels = new BitSet();
        addNodes(config, universe, channels);
        CsrMatrix unembedding = model.unembedding().weight();
        pairs.stream()
                .flatMapToInt(pair -> IntStream.of(pair.positiveAnswer(), pair.negativeAnswer()))
                .distinct()
                .flatMap(a -> Arrays.stream(
                        unembedding.column(),
                        unembedding.rowStart()[a],
                        unembedding.rowStart()[a + 1]))
                .forEach(channels::set);
        return of(config.modelWidth(), channels);
    }

    /// Whether the other channels matter only by the sum of their squares and by their order. LayerNorm, positions
    /// beside the stream and what acts on the stream itself mix them with the rest.
    private static boolean separable(ModelConfig config) {
        int width = config.modelWidth();
        return config.rmsNorm()
                && config.positionWidth() == 0
                && config.residualActivation() == Activation.IDENTITY
                && config.kept(TopKPlace.RESID_POST_ATTN, width) == width
                && config.kept(TopKPlace.RESID_POST_MLP, width) == width;
    }

    private static void addNodes(ModelConfig config, float[] universe, BitSet channels) {
        NodeIndex index = new NodeIndex(config);
        for (int layer = 0; layer < config.layers(); layer++) {
            for (SiteKind kind :
                    List.of(SiteKind.ATTN_READ, SiteKind.ATTN_WRITE, SiteKind.MLP_READ, SiteKind.MLP_WRITE)) {
                int first = index.offset(new Site(layer, kind));
                IntStream.range(0, config.modelWidth())
                        .filter(c -> universe[first + c] != 0f)
                        .forEach(channels::set);
            }
        }
    }

    int count() {
        return channel.length;
    }

    /// Place of a READ node's channel. Position channels, which exist only where every channel is followed, come last.
    int row(int read) {
        return read < rowOf.length ? rowOf[read] : read;
    }

    /// The channels that are not followed.
    StreamRows others() {
        BitSet channels = new BitSet();
        channels.set(0, rowOf.length);
        for (int c : channel) channels.clear(c);
        return of(rowOf.length, channels);
    }
}
