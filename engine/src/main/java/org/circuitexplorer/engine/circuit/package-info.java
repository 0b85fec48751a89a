/// Sets of nodes, the edges between them, and what they are worth.
@NullMarked
package org.circuitexplorer.engine.circuit;

import org.jspecify.annotations.NullMarked;
