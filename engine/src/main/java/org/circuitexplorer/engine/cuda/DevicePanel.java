package org.circuitexplorer.engine.cuda;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

/// Some channels of a panel in the device's memory, laid out as [org.circuitexplorer.engine.tensor.Panel] with one tile
/// after the other.
///
/// @param address of the first channel in the first tile
/// @param stride channels that the whole panel has
/// @param channels channels of this view
/// @param tiles tiles that there is room for
record DevicePanel(long address, int stride, int channels, int tiles) {
    DevicePanel {
        if (channels > stride) {
            throw new IllegalArgumentException("expected at most " + stride + " channels, found " + channels);
        }
    }

    /// Bytes of a panel.
    static long bytes(int channels, int tiles) {
        return (long) channels * tiles * TILE * Float.BYTES;
    }

    /// The channels `from until to`.
    DevicePanel view(int from, int to) {
        return new DevicePanel(address + (long) from * TILE * Float.BYTES, stride, to - from, tiles);
    }

    boolean isWhole() {
        return channels == stride;
    }
}
