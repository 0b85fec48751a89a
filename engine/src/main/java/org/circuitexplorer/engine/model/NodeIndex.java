package org.circuitexplorer.engine.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers all nodes of a model from 0, in order of execution, so that one flat `float[size]` holds a value for each:
/// a mask, the means, a gradient.
public final class NodeIndex {
    private final ModelConfig config;
    private final List<Site> sites;
    private final Map<Site, Integer> offset = new LinkedHashMap<>();
    private final int[] start;

    public NodeIndex(ModelConfig config) {
        this.config = config;
        this.sites = config.nodeSites();
        this.start = new int[sites.size() + 1];
        for (int s = 0; s < sites.size(); s++) {
            offset.put(sites.get(s), start[s]);
            start[s + 1] = start[s] + config.width(sites.get(s).kind());
        }
    }

    /// Number of nodes.
    public int size() {
        return start[start.length - 1];
    }

    /// The node sites in order of execution.
    public List<Site> sites() {
        return sites;
    }

    /// Number of the first node of a site.
    ///
    /// @throws IllegalArgumentException when the model has no such node site
    public int offset(Site site) {
        Integer at = offset.get(site);
        if (at == null) throw new IllegalArgumentException("the model has no node site " + site);
        return at;
    }

    /// Number of channels of a site.
    public int width(Site site) {
        return config.width(site.kind());
    }

    public int indexOf(NodeId node) {
        if (node.channel() >= width(node.site())) {
            throw new IllegalArgumentException(
                    node + ": expected a channel below " + width(node.site()) + ", found " + node.channel());
        }
        return offset(node.site()) + node.channel();
    }

    public NodeId node(int index) {
        int low = 0;
        int high = sites.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (start[middle] <= index) low = middle;
            else high = middle - 1;
        }
        return new NodeId(sites.get(low), index - start[low]);
    }
}
