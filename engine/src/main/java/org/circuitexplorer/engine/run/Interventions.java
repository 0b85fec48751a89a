package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;

/// What is replaced during a pass. Several interventions at one site act in the order given.
public final class Interventions {
    /// The model as it is.
    public static final Interventions NONE = new Interventions(Map.of());

    private final Map<Site, List<Intervention>> bySite;

    private Interventions(Map<Site, List<Intervention>> bySite) {
        this.bySite = bySite;
    }

    public static Interventions of(List<Intervention> all) {
        Map<Site, List<Intervention>> bySite = new HashMap<>();
        for (Intervention i : all) {
            bySite.computeIfAbsent(i.site(), s -> new ArrayList<>()).add(i);
        }
        return new Interventions(bySite);
    }

    /// A node mask: `x' = x * mask + mean * (1 - mask)` at every node.
    ///
    /// @param mask one value for each node of the index; 1 leaves a node alone
    /// @param means one value for each node
    public static Interventions ofMask(NodeIndex index, float[] mask, float[] means) {
        List<Intervention> all = new ArrayList<>();
        for (Site site : index.sites()) {
            int first = index.offset(site);
            int[] channels = IntStream.range(0, index.width(site))
                    .filter(c -> mask[first + c] != 1f)
                    .toArray();
            if (channels.length == 0) continue;
            float[] multiply = new float[channels.length];
            float[] add = new float[channels.length];
            for (int i = 0; i < channels.length; i++) {
                int node = first + channels[i];
                multiply[i] = mask[node];
                add[i] = means[node] * (1 - mask[node]);
            }
            all.add(Intervention.everywhere(site, channels, multiply, add));
        }
        return of(all);
    }

    /// These interventions followed by others.
    public Interventions then(Interventions others) {
        List<Intervention> both = new ArrayList<>(all());
        both.addAll(others.all());
        return of(both);
    }

    /// The interventions at a site in the order they act, possibly none.
    public List<Intervention> at(Site site) {
        return bySite.getOrDefault(site, List.of());
    }

    /// All of them; those at one site in the order they act.
    public List<Intervention> all() {
        return bySite.values().stream().flatMap(List::stream).toList();
    }

    /// The sites at which anything is replaced.
    public List<Site> sites() {
        return bySite.keySet().stream().sorted().toList();
    }
}
