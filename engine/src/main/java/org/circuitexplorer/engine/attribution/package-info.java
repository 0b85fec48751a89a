/// What one prompt makes of a circuit: which token, node and answer gives how much to which.
@NullMarked
package org.circuitexplorer.engine.attribution;

import org.jspecify.annotations.NullMarked;
