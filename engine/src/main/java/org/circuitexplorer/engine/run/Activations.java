package org.circuitexplorer.engine.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// What a pass recorded.
///
/// @param batch the sequences that ran
/// @param recorded the panel of each recorded site: values after AbsTopK and after interventions, a column per token
/// @param logits `[vocabulary]` channels, a column per token or per sequence as asked for; null when not asked for
public record Activations(
        TokenBatch batch,
        Map<Site, Panel> recorded,
        @Nullable Panel logits) {
    public Activations {
        recorded = Map.copyOf(recorded);
    }

    /// Passes as if they had been one pass over all of their sequences. What was recorded of the first counts.
    public static Activations joined(List<Activations> passes) {
        List<int[]> sequences = passes.stream()
                .map(Activations::batch)
                .flatMap(batch -> IntStream.range(0, batch.sequences()).mapToObj(batch::sequence))
                .toList();
        Activations first = passes.getFirst();
        Map<Site, Panel> recorded = new HashMap<>();
        for (Site site : first.recorded().keySet()) {
            recorded.put(site, Panel.joined(passes.stream().map(p -> p.at(site)).toList()));
        }
        Panel logits = first.logits() == null
                ? null
                : Panel.joined(passes.stream().map(Activations::requireLogits).toList());
        return new Activations(TokenBatch.of(sequences), recorded, logits);
    }

    /// @throws IllegalArgumentException when the site was not recorded
    public Panel at(Site site) {
        Panel panel = recorded.get(site);
        if (panel == null) throw new IllegalArgumentException(site + " was not recorded");
        return panel;
    }

    /// @throws IllegalStateException when the pass computed no logits
    public Panel requireLogits() {
        if (logits == null) throw new IllegalStateException("the pass computed no logits");
        return logits;
    }
}
