package org.circuitexplorer.engine.dense;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/// A forward pass with ND4J, part by part of the batch.
final class DenseForward implements ForwardRunner {
    private final DenseWeights weights;
    private final DenseReadout readout;
    private final DenseMemory memory;

    /// @param readout of the tokens whose logits are wanted, which remains the caller's
    DenseForward(DenseWeights weights, DenseReadout readout) {
        this.weights = weights;
        this.readout = readout;
        this.memory = new DenseMemory(weights.model.config());
    }

    @Override
    public Activations run(TokenBatch batch, Interventions interventions, Set<Site> record, LogitsAt at) {
        ModelConfig config = weights.model.config();
        batch.requireFits(config);
        return Nd4jFailure.guarded(() -> {
            Map<Site, Panel> recorded = new HashMap<>();
            for (Site site : record) recorded.put(site, new Panel(config.width(site.kind()), batch.tokenCount()));
            Panel logits = panel(batch, at);
            for (DenseBatch part : DenseBatch.parts(batch)) {
                DenseWork work = memory.work(part.shape());
                weights.run(part, work, (site, values) -> {
                    intervene(interventions.at(site), values, part);
                    Panel panel = recorded.get(site);
                    if (panel != null) part.copyTo(panel, values.data().asFloat());
                });
                if (logits != null) readOut(part, work, at, logits);
            }
            return new Activations(batch, recorded, logits);
        });
    }

    private @Nullable Panel panel(TokenBatch batch, LogitsAt at) {
        int vocabulary = readout.tokens();
        return switch (at) {
            case NONE -> null;
            case LAST -> new Panel(vocabulary, batch.sequences());
            case ALL -> new Panel(vocabulary, batch.tokenCount());
        };
    }

    private static void intervene(List<Intervention> interventions, INDArray values, DenseBatch part) {
        if (interventions.isEmpty()) return;
        DenseIntervention together = DenseIntervention.of(interventions, values.rows(), part);
        together.apply(values);
        together.close();
    }

    private void readOut(DenseBatch part, DenseWork work, LogitsAt at, Panel logits) {
        if (at == LogitsAt.ALL) {
            readout.logits(work.stream, part.tokenOfColumn(), part.whole().tokens(), logits, work);
        } else {
            DenseLast last = DenseLast.of(part);
            INDArray stream = last.pick(work.stream);
            readout.logits(stream, last.sequences(), last.tokens(), logits, work);
            stream.close();
            last.close();
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
