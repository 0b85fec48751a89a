package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.circuit.TreeStream.Rivals;
import org.circuitexplorer.engine.kernel.AbsTopK;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;

/// Works out, once, what the channels of the stream that a circuit does not follow mean to it: at every column they are
/// the embedding plus the means of all that was written to them.
final class FrozenChannels {
    private final SparseTransformer model;
    private final ModelConfig config;
    private final NodeIndex index;
    private final float[] means;
    private final StreamRows rows;
    /// The channels that are not followed, and for each channel its place among them, or -1.
    private final int[] channel;

    private final int[] rowOf;

    FrozenChannels(SparseTransformer model, float[] means, StreamRows rows) {
        this.model = model;
        this.config = model.config();
        this.index = new NodeIndex(config);
        this.means = means;
        this.rows = rows;
        StreamRows others = rows.others();
        this.channel = others.channel();
        this.rowOf = others.rowOf();
    }

    TreeStream along(PrefixTree tree) {
        int sublayers = 2 * config.layers();
        double[][] squares = new double[sublayers + 1][tree.tiles() * TILE];
        Rivals[] rivals = new Rivals[sublayers];
        for (int s = 0; s < sublayers; s++) rivals[s] = rivals(s, tree.tiles());
        float[] frozen = new float[channel.length * TILE];
        Selection selection = new Selection();
        for (int tile = 0; tile < tree.tiles(); tile++) {
            TreeStream.embed(model, tree, tile, rowOf, channel.length, frozen);
            for (int s = 0; s <= sublayers; s++) {
                sumSquares(frozen, squares[s], tile * TILE);
                if (s == sublayers) break;
                if (rivals[s].count() > 0) selection.fill(s, frozen, rivals[s], tree.tiles() * TILE, tile);
                addWritten(s, frozen);
            }
        }
        return new TreeStream(tree, rows, squares, rivals);
    }

    private static void sumSquares(float[] frozen, double[] squares, int at) {
        for (int i = 0; i < frozen.length; i += TILE) {
            for (int j = 0; j < TILE; j++) squares[at + j] += (double) frozen[i + j] * frozen[i + j];
        }
    }

    private void addWritten(int sublayer, float[] frozen) {
        SiteKind kind = sublayer % 2 == 0 ? SiteKind.ATTN_WRITE : SiteKind.MLP_WRITE;
        int first = index.offset(new Site(sublayer / 2, kind));
        for (int i = 0; i < channel.length; i++) {
            float mean = means[first + channel[i]];
            for (int j = i * TILE; j < (i + 1) * TILE; j++) frozen[j] += mean;
        }
    }

    private int kept(int sublayer) {
        return config.kept(sublayer % 2 == 0 ? TopKPlace.ATTN_IN : TopKPlace.MLP_IN, config.readWidth());
    }

    private Rivals rivals(int sublayer, int tiles) {
        int kept = kept(sublayer);
        int certain = Math.clamp(kept - rows.count(), 0, channel.length);
        int count = Math.min(kept, channel.length) - certain;
        if (kept >= config.readWidth() || count == 0) return new Rivals(certain, 0, new float[0]);
        return new Rivals(certain, count, new float[count * tiles * TILE]);
    }

    /// Picks the rivals out of a tile: what is among the top k, but not among those that are certain of it.
    private final class Selection {
        private final AbsTopK topK = new AbsTopK();
        private final float[] kept = new float[channel.length * TILE];
        private final float[] certain = new float[channel.length * TILE];

        void fill(int sublayer, float[] frozen, Rivals rivals, int stride, int tile) {
            Layer layer = model.layers().get(sublayer / 2);
            Norm norm = sublayer % 2 == 0 ? layer.attentionNorm() : layer.mlpNorm();
            for (int i = 0; i < channel.length; i++) {
                float weight = norm.weight()[channel[i]];
                for (int j = i * TILE; j < (i + 1) * TILE; j++) kept[j] = frozen[j] * weight;
            }
            System.arraycopy(kept, 0, certain, 0, kept.length);
            topK.select(kept, channel.length, kept(sublayer), TILE);
            if (rivals.certain() == 0) Arrays.fill(certain, 0f);
            else topK.select(certain, channel.length, rivals.certain(), TILE);
            int[] next = new int[TILE];
            for (int i = 0; i < kept.length; i++) {
                if (kept[i] == 0f || certain[i] != 0f) continue;
                int column = i % TILE;
                rivals.value()[next[column]++ * stride + tile * TILE + column] = kept[i];
            }
        }
    }
}
