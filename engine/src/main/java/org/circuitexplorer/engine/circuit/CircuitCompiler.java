package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.kernel.Attention;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.run.PositionChannels;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.jspecify.annotations.Nullable;

/// Folds everything outside a universe of nodes into constants.
final class CircuitCompiler {
    private final SparseTransformer model;
    private final ModelConfig config;
    private final NodeIndex index;
    private final int depths;
    private final float[] universe;
    private final float[] means;

    /// @param depths number of tokens of the longest prompt
    CircuitCompiler(SparseTransformer model, int depths, float[] universe, float[] means) {
        this.model = model;
        this.config = model.config();
        this.index = new NodeIndex(config);
        this.depths = depths;
        this.universe = universe;
        this.means = means;
    }

    /// @param number of the sublayer, in order of execution
    CompiledSublayer sublayer(int number) {
        return number % 2 == 0 ? attention(number / 2) : mlp(number / 2);
    }

    private CompiledMlp mlp(int layer) {
        Layer weights = model.layers().get(layer);
        UniverseSite reads = site(layer, SiteKind.MLP_READ);
        UniverseSite neurons = site(layer, SiteKind.MLP_NEURON);
        UniverseSite writes = site(layer, SiteKind.MLP_WRITE);
        FoldedLinear in = FoldedLinear.of(
                weights.mlpIn().weight(), weights.mlpIn().bias(), reads.channel(), once(reads), neurons.channel());
        FoldedLinear out = FoldedLinear.of(
                weights.mlpOut().weight(), weights.mlpOut().bias(), neurons.channel(), once(neurons), writes.channel());
        return new CompiledMlp(
                read(2 * layer + 1, reads, weights.mlpNorm(), weights.mlpPositionNorm(), TopKPlace.MLP_IN),
                FoldedTopK.of(neurons, in, config.activation(), config.kept(TopKPlace.MLP_NEURON, config.mlpWidth())),
                write(writes, out, TopKPlace.MLP_OUT, TopKPlace.RESID_POST_MLP));
    }

    private CompiledAttention attention(int layer) {
        Layer weights = model.layers().get(layer);
        UniverseSite reads = site(layer, SiteKind.ATTN_READ);
        UniverseSite query = site(layer, SiteKind.ATTN_Q);
        UniverseSite key = site(layer, SiteKind.ATTN_K);
        UniverseSite value = site(layer, SiteKind.ATTN_V);
        UniverseSite writes = site(layer, SiteKind.ATTN_WRITE);
        CompiledHead[] all = heads(weights.sinkLogit(), query, key, value);
        CompiledHead[] varying = Arrays.stream(all).filter(CompiledHead::varies).toArray(CompiledHead[]::new);
        Stream<CompiledHead> alike = Arrays.stream(all).filter(h -> !h.varies() && h.hasValues());
        return new CompiledAttention(
                read(2 * layer, reads, weights.attentionNorm(), weights.attentionPositionNorm(), TopKPlace.ATTN_IN),
                projection(weights.attentionIn(), 0, reads, query, TopKPlace.ATTN_Q),
                projection(weights.attentionIn(), 1, reads, key, TopKPlace.ATTN_K),
                projection(weights.attentionIn(), 2, reads, value, TopKPlace.ATTN_V),
                Stream.concat(Arrays.stream(varying), alike).toArray(CompiledHead[]::new),
                varying.length,
                write(
                        writes,
                        throughHeads(weights.attentionOut(), value, all, writes),
                        TopKPlace.ATTN_OUT,
                        TopKPlace.RESID_POST_ATTN));
    }

    private CompiledHead[] heads(float @Nullable [] sink, UniverseSite query, UniverseSite key, UniverseSite value) {
        int width = config.headWidth();
        CompiledHead[] heads = new CompiledHead[config.heads()];
        for (int h = 0; h < heads.length; h++) {
            float sinkLogit = sink == null ? Attention.NO_SINK : sink[h];
            heads[h] = CompiledHead.of(query, key, value, h * width, width, sinkLogit);
        }
        return heads;
    }

    private FoldedTopK projection(Linear linear, int part, UniverseSite reads, UniverseSite nodes, TopKPlace place) {
        int width = config.attentionWidth();
        float[] bias = new float[width];
        System.arraycopy(linear.bias(), part * width, bias, 0, width);
        FoldedLinear folded = FoldedLinear.of(
                linear.weight().rowRange(part * width, (part + 1) * width),
                bias,
                reads.channel(),
                once(reads),
                nodes.channel());
        return FoldedTopK.of(nodes, folded, Activation.IDENTITY, config.kept(place, width));
    }

    /// The output projection with the universe's V nodes and the heads' sums of probabilities as inputs. The sum of a
    /// head whose attention does not vary differs with depth alone.
    private FoldedLinear throughHeads(Linear linear, UniverseSite value, CompiledHead[] heads, UniverseSite writes) {
        int values = value.size();
        int[] varying = IntStream.concat(
                        IntStream.range(0, values),
                        IntStream.range(0, heads.length)
                                .filter(h -> heads[h].varies())
                                .map(h -> values + h))
                .toArray();
        boolean differs = Arrays.stream(heads).anyMatch(h -> h.hasSink() && !h.varies());
        float[][] mass = new float[differs ? depths : 1][values + heads.length];
        for (int d = 0; d < mass.length; d++) {
            for (int h = 0; h < heads.length; h++) mass[d][values + h] = heads[h].mass(d);
        }
        return FoldedLinear.of(
                byHead(linear.weight(), value, heads.length), linear.bias(), varying, mass, writes.channel());
    }

    /// Columns for the universe's V nodes, then one for each head: what it writes when all its other V nodes are at
    /// their means.
    private CsrMatrix byHead(CsrMatrix w, UniverseSite value, int heads) {
        int inputs = value.size() + heads;
        CsrBuilder builder = new CsrBuilder(w.rows(), inputs);
        for (int r = 0; r < w.rows(); r++) {
            float[] row = new float[inputs];
            for (int at = w.rowStart()[r]; at < w.rowStart()[r + 1]; at++) {
                int channel = w.column()[at];
                int slot = Arrays.binarySearch(value.channel(), channel);
                if (slot >= 0) row[slot] = w.value()[at];
                else row[value.size() + channel / config.headWidth()] += w.value()[at] * value.mean()[channel];
            }
            builder.addRow(row);
        }
        return builder.build();
    }

    private CompiledRead read(
            int sublayer, UniverseSite nodes, Norm norm, @Nullable Norm positionNorm, TopKPlace place) {
        PositionChannels positions =
                positionNorm == null ? null : PositionChannels.of(model.positionEmbedding(), positionNorm);
        return new CompiledRead(config, sublayer, norm, positions, nodes, config.kept(place, config.readWidth()));
    }

    private CompiledWrite write(UniverseSite nodes, FoldedLinear linear, TopKPlace place, TopKPlace after) {
        FoldedTopK projection =
                FoldedTopK.of(nodes, linear, Activation.IDENTITY, config.kept(place, config.modelWidth()));
        return new CompiledWrite(config, projection, after);
    }

    private static float[][] once(UniverseSite site) {
        return new float[][] {site.mean()};
    }

    private UniverseSite site(int layer, SiteKind kind) {
        return UniverseSite.of(index, new Site(layer, kind), universe, means);
    }
}
