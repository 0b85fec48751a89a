package org.circuitexplorer.engine.circuit;

import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;

/// The nodes of one site that a compiled circuit may keep.
///
/// @param width number of channels of the site
/// @param channel their channels, ascending
/// @param node their numbers in the node index
/// @param mean mean of every channel of the site
record UniverseSite(int width, int[] channel, int[] node, float[] mean) {
    static UniverseSite of(NodeIndex index, Site site, float[] universe, float[] means) {
        int first = index.offset(site);
        int width = index.width(site);
        int[] channel =
                IntStream.range(0, width).filter(c -> universe[first + c] != 0f).toArray();
        float[] mean = new float[width];
        System.arraycopy(means, first, mean, 0, width);
        return new UniverseSite(
                width, channel, IntStream.of(channel).map(c -> first + c).toArray(), mean);
    }

    int size() {
        return channel.length;
    }

    boolean keeps(float[] mask, int i) {
        return mask[node[i]] != 0f;
    }

    boolean keepsAny(float[] mask) {
        for (int n : node) {
            if (mask[n] != 0f) return true;
        }
        return false;
    }

    float meanOf(int i) {
        return mean[channel[i]];
    }
}
