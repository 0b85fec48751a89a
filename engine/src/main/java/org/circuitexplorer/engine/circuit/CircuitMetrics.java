package org.circuitexplorer.engine.circuit;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.task.Calibration;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;

/// Measures circuits on fixed prompt pairs, with the full model.
public final class CircuitMetrics {
    private final NodeIndex index;
    private final TaskEvaluator evaluator;
    private final float[] means;
    private final double modelLoss;

    /// @param means the value at which each node of the index is frozen when it is ablated
    public CircuitMetrics(NodeIndex index, TaskEvaluator evaluator, float[] means) {
        this.index = index;
        this.evaluator = evaluator;
        this.means = means;
        float[] all = new float[index.size()];
        Arrays.fill(all, 1f);
        this.modelLoss = evaluator.evaluate(all, means).loss();
    }

    public CircuitLosses losses(Circuit circuit) {
        return losses(circuit, alone -> OptionalDouble.empty());
    }

    /// The same, with the circuit's loss after a calibration as well.
    public CircuitLosses losses(Circuit circuit, Calibration calibration) {
        return losses(
                circuit, alone -> OptionalDouble.of(calibration.apply(alone).loss()));
    }

    private CircuitLosses losses(Circuit circuit, Function<TaskResult, OptionalDouble> calibrated) {
        TaskResult alone = evaluator.evaluate(circuit.mask(index), means);
        TaskResult without = evaluator.evaluate(circuit.complementMask(index), means);
        return new CircuitLosses(modelLoss, alone.loss(), without.loss(), calibrated.apply(alone));
    }

    /// The circuit with the ablation effect of each of its nodes: by how much its loss rises when that node goes too.
    ///
    /// @throws CancelledException when cancelled
    public Circuit withEffects(Circuit circuit, ProgressListener progress, CancelToken cancel) {
        float[] mask = circuit.mask(index);
        double whole = evaluator.evaluate(mask, means).loss();
        Circuit result = circuit;
        int done = 0;
        for (NodeId node : circuit.nodeSet()) {
            cancel.throwIfCancelled();
            mask[index.indexOf(node)] = 0f;
            double effect = evaluator.evaluate(mask, means).loss() - whole;
            mask[index.indexOf(node)] = 1f;
            result = result.withInfo(node, info -> info.withEffect(effect));
            progress.at("measuring ablation effects", ++done, circuit.size());
        }
        return result;
    }
}
