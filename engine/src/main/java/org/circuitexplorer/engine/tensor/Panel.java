package org.circuitexplorer.engine.tensor;

import java.util.Arrays;
import java.util.List;

/// Activations of many tokens: float32, in tiles of [#TILE] token columns, channel-major inside a tile
/// (`[tile][channel][TILE]`). A sparse product then reads and writes runs of 32 floats and never gathers.
///
/// Columns past the last token exist in the last tile; their values mean nothing.
public final class Panel {
    /// Token columns in a tile; a multiple of every vector length.
    public static final int TILE = 32;

    private final int channels;
    private final int tokens;
    private final float[][] tiles;

    public Panel(int channels, int tokens) {
        this.channels = channels;
        this.tokens = tokens;
        this.tiles = new float[tileCount(tokens)][Math.multiplyExact(channels, TILE)];
    }

    /// The columns of panels of equally many channels, one panel after the other.
    public static Panel joined(List<Panel> panels) {
        int channels = panels.getFirst().channels();
        Panel joined =
                new Panel(channels, panels.stream().mapToInt(Panel::tokens).sum());
        int column = 0;
        for (Panel panel : panels) {
            for (int token = 0; token < panel.tokens(); token++, column++) {
                for (int c = 0; c < channels; c++) joined.set(c, column, panel.get(c, token));
            }
        }
        return joined;
    }

    /// Number of tiles that hold so many tokens.
    public static int tileCount(int tokens) {
        return (tokens + TILE - 1) / TILE;
    }

    public int channels() {
        return channels;
    }

    public int tokens() {
        return tokens;
    }

    public int tileCount() {
        return tiles.length;
    }

    /// The `[channels * TILE]` values of one tile, shared with the panel.
    public float[] tile(int index) {
        return tiles[index];
    }

    public float get(int channel, int token) {
        return tiles[token / TILE][channel * TILE + token % TILE];
    }

    public void set(int channel, int token, float value) {
        tiles[token / TILE][channel * TILE + token % TILE] = value;
    }

    /// One channel over tokens `from until to`, copied to `out` from index 0.
    public void copyChannel(int channel, int from, int to, float[] out) {
        for (int token = from; token < to; ) {
            int inTile = token % TILE;
            int run = Math.min(TILE - inTile, to - token);
            System.arraycopy(tiles[token / TILE], channel * TILE + inTile, out, token - from, run);
            token += run;
        }
    }

    /// The reverse of [#copyChannel]: sets one channel over tokens `from until to`.
    public void setChannel(int channel, int from, int to, float[] values) {
        for (int token = from; token < to; ) {
            int inTile = token % TILE;
            int run = Math.min(TILE - inTile, to - token);
            System.arraycopy(values, token - from, tiles[token / TILE], channel * TILE + inTile, run);
            token += run;
        }
    }

    /// Makes some channels zero.
    public void clear(int firstChannel, int count) {
        for (float[] tile : tiles) Arrays.fill(tile, firstChannel * TILE, (firstChannel + count) * TILE, 0f);
    }

    /// How many token columns of a tile are in use.
    public int columns(int tile) {
        return Math.min(TILE, tokens - tile * TILE);
    }

    /// All values as `[tokens, channels]` row-major, the layout of PyTorch's activations.
    public float[] toRowMajor() {
        float[] out = new float[Math.multiplyExact(tokens, channels)];
        for (int t = 0; t < tokens; t++) {
            float[] tile = tiles[t / TILE];
            for (int c = 0; c < channels; c++) out[t * channels + c] = tile[c * TILE + t % TILE];
        }
        return out;
    }
}
