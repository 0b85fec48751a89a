package org.circuitexplorer.engine.circuit;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.List;
import java.util.Objects;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.jspecify.annotations.Nullable;

/// The residual streams before every sublayer for one circuit, in memory that several compiled circuits use in turn.
final class StreamMemory {
    /// Beyond this many floats nothing is remembered.
    private static final long MOST = 1L << 26;

    private final int sublayers;
    private final float[][] streams;
    private final int tile;
    private @Nullable NodeMask mask;
    private @Nullable SparseTransformer model;

    StreamMemory(List<PrefixTree> trees, int sublayers, int rows) {
        this.sublayers = sublayers;
        this.tile = rows * TILE;
        long floats = 0;
        for (PrefixTree tree : trees) floats += (long) sublayers * tree.tiles() * tile;
        this.streams = new float[floats > MOST ? 0 : trees.size() * sublayers][];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new float[trees.get(i / sublayers).tiles() * tile];
        }
    }

    boolean isAvailable() {
        return streams.length > 0;
    }

    boolean isFilled() {
        return mask != null;
    }

    /// The circuit whose streams are held.
    NodeMask mask() {
        return Objects.requireNonNull(mask);
    }

    /// The model that filled it.
    SparseTransformer model() {
        return Objects.requireNonNull(model);
    }

    void keep(SparseTransformer of, NodeMask newMask) {
        model = of;
        mask = new NodeMask(
                newMask.index(), newMask.mask().clone(), newMask.filling().clone());
    }

    void save(int tree, int sublayer, float[][] stream, int tiles) {
        for (int t = 0; t < tiles; t++) {
            System.arraycopy(stream[t], 0, streams[tree * sublayers + sublayer], t * tile, tile);
        }
    }

    void restore(int tree, int sublayer, float[][] stream, int tiles) {
        for (int t = 0; t < tiles; t++) {
            System.arraycopy(streams[tree * sublayers + sublayer], t * tile, stream[t], 0, tile);
        }
    }
}
