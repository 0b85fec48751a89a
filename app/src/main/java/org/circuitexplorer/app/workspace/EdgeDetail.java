package org.circuitexplorer.app.workspace;

import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeId;

/// What is known of an edge of the circuit.
///
/// @param edge the edge
/// @param weight its weight, and where that stands in the checkpoint
/// @param sourceMean what the target sees of the source once the edge is ablated
/// @param lossRise by how many nats the circuit's task loss rises without it
public record EdgeDetail(EdgeId edge, CircuitEdge weight, float sourceMean, double lossRise) {}
