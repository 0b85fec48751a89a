package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

class CircuitMetricsTest {
    private final SparseTransformer model = SmallModel.create(6);
    private final NodeIndex index = new NodeIndex(model.config());
    private final float[] means = SmallModel.means(model, 7);

    @Test
    void theWholeModelAsACircuitLosesNothing() {
        try (Workers workers = new Workers(1)) {
            TaskEvaluator evaluator = new TaskEvaluator(model, SmallModel.pairs(4, 8), workers);
            CircuitMetrics metrics = new CircuitMetrics(index, evaluator, means);
            float[] all = new float[index.size()];
            Arrays.fill(all, 1f);
            double model = evaluator.evaluate(Interventions.NONE).loss();
            CircuitLosses whole = metrics.losses(Circuit.ofMask(index, all));
            CircuitLosses empty = metrics.losses(Circuit.ofMask(index, new float[index.size()]));
            assertThat(whole.model()).isEqualTo(model);
            assertThat(whole.circuit()).isEqualTo(model);
            assertThat(empty.withoutCircuit()).isEqualTo(model);
            assertThat(whole.withoutCircuit()).isEqualTo(empty.circuit());
        }
    }

    @Test
    void theEffectOfANodeIsTheLossItsRemovalCosts() {
        try (Workers workers = new Workers(1)) {
            TaskEvaluator evaluator = new TaskEvaluator(model, SmallModel.pairs(4, 8), workers);
            CircuitMetrics metrics = new CircuitMetrics(index, evaluator, means);
            Circuit circuit = Circuit.ofMask(index, everySecond());
            Circuit measured = metrics.withEffects(circuit, ProgressListener.NONE, new CancelToken());
            NodeId node = circuit.nodeSet().first();
            double expected = metrics.losses(circuit.without(node)).circuit()
                    - metrics.losses(circuit).circuit();
            assertThat(measured.info(node).effect().orElseThrow()).isCloseTo(expected, within(1e-12));
            assertThat(measured.nodes().values()).allMatch(info -> info.effect().isPresent());
        }
    }

    @Test
    void measuringStopsWhenCancelled() {
        try (Workers workers = new Workers(1)) {
            TaskEvaluator evaluator = new TaskEvaluator(model, SmallModel.pairs(4, 8), workers);
            CircuitMetrics metrics = new CircuitMetrics(index, evaluator, means);
            CancelToken cancel = new CancelToken();
            cancel.cancel();
            assertThatThrownBy(() ->
                            metrics.withEffects(Circuit.ofMask(index, everySecond()), ProgressListener.NONE, cancel))
                    .isInstanceOf(CancelledException.class);
        }
    }

    private float[] everySecond() {
        float[] mask = new float[index.size()];
        for (int i = 0; i < mask.length; i += 2) mask[i] = 1f;
        return mask;
    }
}
