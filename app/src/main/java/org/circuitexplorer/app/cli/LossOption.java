package org.circuitexplorer.app.cli;

import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.task.LossKind;
import picocli.CommandLine.Option;

/// Which loss a search aims at.
final class LossOption {
    private static final String CALIBRATED = "--calibrated";

    @Option(
            names = CALIBRATED,
            description = "Aim at the loss after a scale and a shift of the logits, as the published method does.")
    private boolean calibrated;

    /// The settings, aimed at the calibrated loss where that was asked for.
    PruneSettings in(PruneSettings settings) {
        return calibrated ? settings.withLoss(LossKind.CALIBRATED) : settings;
    }

    /// The option as it was given; empty for the default.
    String command() {
        return calibrated ? " " + CALIBRATED : "";
    }
}
