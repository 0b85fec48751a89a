package org.circuitexplorer.engine.cuda;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.tensor.Panel;

/// Interventions act in place, then recorded sites are copied to the program's memory.
final class InterventionChanges implements SiteChanges {
    private final Interventions interventions;
    private final Set<Site> record;
    private final Map<Site, Panel> recorded;
    private final DeviceBatch batch;
    private final Kernels kernels;
    private final DeviceMemory memory;

    /// @param recorded receives a panel for each recorded site
    /// @param memory takes what the interventions need, and belongs to the pass
    InterventionChanges(
            Interventions interventions,
            Set<Site> record,
            Map<Site, Panel> recorded,
            DeviceBatch batch,
            Kernels kernels,
            DeviceMemory memory) {
        this.interventions = interventions;
        this.record = record;
        this.recorded = recorded;
        this.batch = batch;
        this.kernels = kernels;
        this.memory = memory;
    }

    @Override
    public DevicePanel pass(Site site, DevicePanel computed) {
        for (Intervention i : interventions.at(site)) apply(i, computed);
        if (record.contains(site)) recorded.put(site, memory.read(computed, batch.tokens()));
        return computed;
    }

    private void apply(Intervention i, DevicePanel x) {
        int count = i.channels().length;
        if (count == 0) return;
        for (int channel : i.channels()) {
            if (channel < 0 || channel >= x.channels()) {
                throw new IllegalArgumentException(
                        i.site() + ": expected channels below " + x.channels() + ", found " + channel);
            }
        }
        long channels = memory.upload(i.channels());
        long multiply = memory.upload(i.multiply());
        long add = memory.upload(i.add());
        int[] places = i.positions();
        if (places != null && places.length == 0) return;
        long positions = places == null ? 0 : memory.upload(places);
        int positionCount = places == null ? 0 : places.length;
        // A channel that is listed twice changes twice, in order: then one entry acts after the other.
        boolean distinct = Arrays.stream(i.channels()).distinct().count() == count;
        int together = distinct ? count : 1;
        for (int first = 0; first < count; first += together) {
            long skip = (long) first * Float.BYTES;
            kernels.intervene(
                    x, together, channels + skip, multiply + skip, add + skip, batch, positions, positionCount);
        }
    }
}
