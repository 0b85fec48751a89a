package org.circuitexplorer.engine.cuda;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.run.AnswerRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// Logits of a few tokens at the ends of a fixed batch, on the device. Keeps its memory from call to call; a batch too
/// large for it is computed in parts.
final class CudaAnswers implements AnswerRunner {
    private final CudaModel model;
    private final CudaContext context;
    private final Kernels kernels;
    private final DeviceMemory memory;
    private final List<TokenGroups> parts;
    private final List<DeviceBatch> batches;
    private final DeviceReadout readout;
    private final LayerPanels panels;
    private final DevicePanel read;
    private final DevicePanel normed;
    private final DevicePanel logits;
    private final int sequences;

    CudaAnswers(CudaModel model, TokenBatch batch, int[] vocabulary) {
        ModelConfig config = model.model().config();
        batch.requireFits(config);
        this.model = model;
        this.context = model.context();
        this.kernels = new Kernels(context);
        this.memory = new DeviceMemory(context);
        this.sequences = batch.sequences();
        boolean ready = false;
        try {
            this.readout = context.work(() -> DeviceReadout.of(model.model(), vocabulary, memory));
            long floats = LayerPanels.sharedFloats(config) + 2L * config.modelWidth() + vocabulary.length;
            long tokens = context.work(() -> MemoryPlan.tokens(context, floats, 0));
            this.parts = TokenGroups.of(batch, tokens, context.device());
            this.batches = context.work(() -> parts.stream()
                    .map(part -> DeviceBatch.upload(part.batch(), memory))
                    .toList());
            int tiles = batches.stream().mapToInt(DeviceBatch::tiles).max().orElseThrow();
            int ends =
                    batches.stream().mapToInt(DeviceBatch::sequenceTiles).max().orElseThrow();
            this.panels = context.work(() -> LayerPanels.shared(config, tiles, memory));
            this.read = context.work(() -> memory.panel(config.modelWidth(), ends));
            this.normed = context.work(() -> memory.panel(config.modelWidth(), ends));
            this.logits = context.work(() -> memory.panel(vocabulary.length, ends));
            ready = true;
        } finally {
            if (!ready) close();
        }
    }

    @Override
    public Panel logits(Interventions interventions) {
        Panel all = new Panel(readout.width(), sequences);
        context.run(() -> {
            for (int p = 0; p < parts.size(); p++) {
                Panel found = part(batches.get(p), interventions);
                TokenGroups.paste(found, all, parts.get(p).firstSequence());
            }
        });
        return all;
    }

    private Panel part(DeviceBatch batch, Interventions interventions) {
        DeviceModel weights = model.weights();
        List<LayerPanels> same = Collections.nCopies(weights.config().layers(), panels);
        try (DeviceMemory local = new DeviceMemory(context)) {
            SiteChanges changes = new InterventionChanges(interventions, Set.of(), Map.of(), batch, kernels, local);
            DevicePanel stream = new PassLaunches(weights, same, batch, kernels).run(changes);
            kernels.gather(stream, batch.last(), batch.sequences(), read, batch.sequenceTiles());
            readout.launch(kernels, weights, batch, read, normed, batch.last(), batch.sequences(), logits);
            return memory.read(logits, batch.sequences());
        }
    }

    @Override
    public void close() {
        context.free(memory);
    }
}
