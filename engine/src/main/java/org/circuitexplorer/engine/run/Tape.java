package org.circuitexplorer.engine.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// What a forward pass keeps for the way back.
///
/// @param values values of sites, before interventions act
/// @param slopes derivatives of the MLPs' function, by layer
record Tape(Map<Site, Panel> values, Map<Integer, Panel> slopes) {
    static final Tape NONE = new Tape(Map.of(), Map.of());

    /// Room for some sites.
    static Tape of(ModelConfig config, int columns, Collection<Site> sites) {
        Map<Integer, Panel> slopes = new HashMap<>();
        for (Site site : sites) {
            if (site.kind() == SiteKind.MLP_NEURON) slopes.put(site.layer(), new Panel(config.mlpWidth(), columns));
        }
        return new Tape(SiteTap.panels(config, columns, sites), slopes);
    }

    /// The values of a site.
    Panel of(Site site) {
        Panel panel = values.get(site);
        if (panel == null) throw new IllegalArgumentException(site + " is not on the tape");
        return panel;
    }

    /// One tile of an MLP's derivatives, null where they are not kept.
    float @Nullable [] slope(int layer, int tile) {
        Panel panel = slopes.get(layer);
        return panel == null ? null : panel.tile(tile);
    }
}
