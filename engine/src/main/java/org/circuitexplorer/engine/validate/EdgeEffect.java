package org.circuitexplorer.engine.validate;

import org.circuitexplorer.engine.circuit.CircuitEdge;

/// What it costs the circuit when one of its edges carries its source's mean.
///
/// @param rise by how much the task loss rises, nats
public record EdgeEffect(CircuitEdge edge, Estimate rise) {}
