package org.circuitexplorer.engine.session;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.circuitexplorer.engine.circuit.Ablations;

/// One state of the ablations of a task, and what came of it.
///
/// @param task name of the task
/// @param time when, to the second, by the clock of where it was
/// @param ablations what was ablated
/// @param loss task loss on the test pairs, nats
/// @param rise by how much that is more than the circuit's, or the whole model's where there is no circuit
/// @param accuracy share of the test prompts whose wanted answer was ahead
public record PastRun(String task, LocalDateTime time, Ablations ablations, double loss, double rise, double accuracy) {
    public PastRun {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("expected a share from 0 to 1, found " + accuracy);
        }
    }
}
