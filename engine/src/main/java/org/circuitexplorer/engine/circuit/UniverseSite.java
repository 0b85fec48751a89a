package org.circuitexplorer.engine.circuit;

import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;

/// The nodes of one site that a compiled circuit may keep.
///
/// @param width number of channels of the site
/// @param channel their channels, ascending
/// @param node their numbers in the node index
/// @param mean what each channel of the site is frozen at outside the universe
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

    boolean keeps(TreeMask mask, int i) {
        return mask.keeps(node[i]);
    }

    boolean keepsAny(TreeMask mask) {
        for (int n : node) {
            if (mask.keeps(n)) return true;
        }
        return false;
    }

    /// What a node is frozen at when nothing of it is kept.
    float frozen(TreeMask mask, int i) {
        return mask.frozen(node[i]);
    }
}
