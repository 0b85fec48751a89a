package org.circuitexplorer.engine.cuda;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;

/// Runs a model over token sequences on the device; a batch too large for its memory in parts.
final class CudaForward implements ForwardRunner {
    private final CudaModel model;
    private final CudaContext context;
    private final Kernels kernels;

    CudaForward(CudaModel model) {
        this.model = model;
        this.context = model.context();
        this.kernels = new Kernels(context);
    }

    @Override
    public Activations run(TokenBatch batch, Interventions interventions, Set<Site> record, LogitsAt logits) {
        batch.requireFits(model.model().config());
        return context.work(() -> inParts(batch, interventions, record, logits));
    }

    private Activations inParts(TokenBatch batch, Interventions interventions, Set<Site> record, LogitsAt logits) {
        ModelConfig config = model.model().config();
        long floats = LayerPanels.sharedFloats(config) + config.modelWidth() + config.vocabularySize();
        List<TokenGroups> parts = TokenGroups.of(batch, MemoryPlan.tokens(context, floats, 0), context.device());
        if (parts.size() == 1) return part(batch, interventions, record, logits);
        Map<Site, Panel> recorded = new HashMap<>();
        for (Site site : record) recorded.put(site, new Panel(config.width(site.kind()), batch.tokenCount()));
        Panel all = switch (logits) {
            case NONE -> null;
            case LAST -> new Panel(config.vocabularySize(), batch.sequences());
            case ALL -> new Panel(config.vocabularySize(), batch.tokenCount());
        };
        for (TokenGroups group : parts) {
            Activations found = part(group.batch(), interventions, record, logits);
            int first = batch.start()[group.firstSequence()];
            recorded.forEach((site, panel) -> TokenGroups.paste(found.at(site), panel, first));
            if (all != null) {
                TokenGroups.paste(found.requireLogits(), all, logits == LogitsAt.LAST ? group.firstSequence() : first);
            }
        }
        return new Activations(batch, recorded, all);
    }

    private Activations part(TokenBatch batch, Interventions interventions, Set<Site> record, LogitsAt logits) {
        try (DeviceMemory memory = new DeviceMemory(context)) {
            DeviceBatch tokens = DeviceBatch.upload(batch, memory);
            DeviceModel weights = model.weights();
            LayerPanels panels = LayerPanels.shared(weights.config(), tokens.tiles(), memory);
            Map<Site, Panel> recorded = new HashMap<>();
            SiteChanges changes = new InterventionChanges(interventions, record, recorded, tokens, kernels, memory);
            List<LayerPanels> same = Collections.nCopies(weights.config().layers(), panels);
            DevicePanel stream = new PassLaunches(weights, same, tokens, kernels).run(changes);
            Panel found = logits(stream, tokens, logits, memory);
            context.synchronize();
            return new Activations(batch, recorded, found);
        }
    }

    private @Nullable Panel logits(DevicePanel stream, DeviceBatch tokens, LogitsAt at, DeviceMemory memory) {
        if (at == LogitsAt.NONE) return null;
        boolean all = at == LogitsAt.ALL;
        int count = all ? tokens.tokens() : tokens.sequences();
        int tiles = Panel.tileCount(count);
        DevicePanel read = stream;
        if (!all) {
            read = memory.panel(stream.channels(), tiles);
            kernels.gather(stream, tokens.last(), count, read, tiles);
        }
        DeviceReadout readout = model.readout();
        DevicePanel logits = memory.panel(readout.width(), tiles);
        DevicePanel normed = memory.panel(stream.channels(), tiles);
        readout.launch(kernels, model.weights(), tokens, read, normed, all ? 0 : tokens.last(), count, logits);
        return memory.read(logits, count);
    }
}
