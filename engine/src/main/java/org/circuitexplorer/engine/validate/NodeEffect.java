package org.circuitexplorer.engine.validate;

import org.circuitexplorer.engine.model.NodeId;

/// What it costs the circuit to lose one of its nodes.
///
/// @param rise by how much the task loss rises, nats
public record NodeEffect(NodeId node, Estimate rise) {}
