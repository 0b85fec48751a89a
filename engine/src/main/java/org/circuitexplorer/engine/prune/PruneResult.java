package org.circuitexplorer.engine.prune;

import java.util.Optional;
import org.circuitexplorer.engine.circuit.Circuit;

/// A circuit found by pruning.
///
/// @param circuit the circuit, with the learned tau of each node
/// @param loss its task loss on all training pairs, of the kind that the settings name, nats
/// @param targetReached whether that loss meets the target
/// @param complete false when pruning was cancelled or the device failed: this is the best it had found
/// @param effort what refinement took
/// @param failure why the device could not go on, one sentence
public record PruneResult(
        Circuit circuit,
        double loss,
        boolean targetReached,
        boolean complete,
        Effort effort,
        Optional<String> failure) {}
