package org.circuitexplorer.app.workspace;

import java.util.Optional;
import org.circuitexplorer.engine.model.NodeId;

/// What a node reads, or is read by, at one token.
///
/// @param text name of the other end
/// @param node the other end when it is a node of the circuit
/// @param weight weight between the two, 0 where there is none
/// @param contribution weight × activation, what one adds to the other
public record Connection(String text, Optional<NodeId> node, double weight, double contribution) {}
