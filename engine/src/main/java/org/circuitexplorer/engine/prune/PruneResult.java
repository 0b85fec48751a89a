package org.circuitexplorer.engine.prune;

import org.circuitexplorer.engine.circuit.Circuit;

/// A circuit found by pruning.
///
/// @param circuit the circuit, with the learned tau of each node
/// @param loss its task loss on all training pairs, nats
/// @param targetReached whether that loss meets the target
/// @param complete false when pruning was cancelled: this is the best it had found
public record PruneResult(Circuit circuit, double loss, boolean targetReached, boolean complete) {}
