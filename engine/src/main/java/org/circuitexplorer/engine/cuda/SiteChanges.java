package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.Site;

/// What becomes of values when they have been computed: recorded, replaced, masked.
@FunctionalInterface
interface SiteChanges {
    /// @param computed the values of a site, after AbsTopK
    /// @return the panel that the next operation reads, of the same shape
    DevicePanel pass(Site site, DevicePanel computed);
}
