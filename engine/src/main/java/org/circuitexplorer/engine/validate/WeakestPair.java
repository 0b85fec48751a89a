package org.circuitexplorer.engine.validate;

import org.circuitexplorer.engine.model.NodeId;

/// Of the nodes that a circuit loses least with, the two that it loses least with together.
///
/// @param first the one with the larger effect of its own
/// @param second the other
/// @param rise by how much the task loss rises when both are frozen, nats
/// @param tried number of pairs that were tried
public record WeakestPair(NodeId first, NodeId second, Estimate rise, int tried) {}
