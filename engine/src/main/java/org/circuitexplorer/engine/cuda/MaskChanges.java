package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;

/// A node mask: the tape keeps values as computed, what goes on is their masked copy, in panels that all layers share.
///
/// @param index numbers the nodes
/// @param mask address of a value for each node; likewise means
/// @param used the shared panels
record MaskChanges(NodeIndex index, long mask, long means, UsedPanels used, int tiles, Kernels kernels)
        implements SiteChanges {
    /// Masked copies of one layer's values.
    ///
    /// @param read what the sublayer reads
    /// @param heads q, k and v
    /// @param write what the sublayer writes
    /// @param neurons the neurons
    record UsedPanels(DevicePanel read, HeadPanels heads, DevicePanel write, DevicePanel neurons) {
        DevicePanel of(SiteKind kind) {
            return switch (kind) {
                case ATTN_READ, MLP_READ -> read;
                case ATTN_Q -> heads.q();
                case ATTN_K -> heads.k();
                case ATTN_V -> heads.v();
                case ATTN_WRITE, MLP_WRITE -> write;
                case MLP_NEURON -> neurons;
                case RESID_IN, ATTN_Y, RESID_MID, FINAL_RESID ->
                    throw new IllegalArgumentException(kind + " holds no nodes");
            };
        }
    }

    @Override
    public DevicePanel pass(Site site, DevicePanel computed) {
        if (!site.kind().isNodeSite()) return computed;
        DevicePanel masked = used.of(site.kind());
        kernels.mask(computed, masked, maskAt(site), meansAt(site), tiles);
        return masked;
    }

    long maskAt(Site site) {
        return mask + (long) index.offset(site) * Float.BYTES;
    }

    long meansAt(Site site) {
        return means + (long) index.offset(site) * Float.BYTES;
    }
}
