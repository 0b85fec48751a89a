/// Forward and backward of each operation of the network, on one tile of token columns.
@NullMarked
package org.circuitexplorer.engine.kernel;

import org.jspecify.annotations.NullMarked;
