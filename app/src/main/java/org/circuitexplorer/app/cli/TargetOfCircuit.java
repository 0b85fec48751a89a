package org.circuitexplorer.app.cli;

import java.util.SortedMap;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The loss that a circuit keeps to while something else is taken from it.
final class TargetOfCircuit {
    @Option(
            names = "--target-loss",
            paramLabel = "NATS",
            description = "Loss to keep to on the training pairs; by default what the circuit was pruned for.")
    private @Nullable Double targetLoss;

    /// Settings with the circuit's own target and kind of loss.
    PruneSettings settings(CircuitDocument document) {
        SortedMap<String, Double> found = document.provenance().settings();
        double target = found.getOrDefault(PruneSettings.TARGET_LOSS, PruneSettings.DEFAULT.targetLoss());
        return PruneSettings.DEFAULT
                .withTargetLoss(targetLoss == null ? target : targetLoss)
                .withLoss(PruneSettings.lossOf(found));
    }
}
