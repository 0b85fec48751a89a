package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import java.util.StringJoiner;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.task.LossKind;

/// What tells the circuits of one task apart, in a line.
public final class CircuitCaption {
    private CircuitCaption() {}

    /// Such as `12 nodes · 9 edges · loss 0.112 · target 0.15 · seed 3`.
    public static String of(CircuitDocument document) {
        StringJoiner line = new StringJoiner(" · ");
        line.add(text("circuit.nodes", document.circuit().size()))
                .add(text("circuit.edges", document.edges().size()));
        Optional.ofNullable(document.losses().get(CircuitSearch.TEST))
                .or(() -> Optional.ofNullable(document.losses().get(CircuitSearch.TRAIN)))
                .ifPresent(losses -> line.add(text("circuit.loss", "%.3f".formatted(losses.circuit()))));
        Double target = document.provenance().settings().get(PruneSettings.TARGET_LOSS);
        if (target != null) {
            LossKind kind = PruneSettings.lossOf(document.provenance().settings());
            line.add(settings(target, kind, document.provenance().seed()));
        }
        if (!document.provenance().complete()) line.add(text("circuit.cancelled"));
        return line.toString();
    }

    /// Such as `target 0.15 · seed 3`.
    public static String settings(double targetLoss, LossKind kind, long seed) {
        return kind == LossKind.RAW
                ? text("circuit.settings", number(targetLoss), seed)
                : text("circuit.settings.calibrated", number(targetLoss), seed);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
    }
}
