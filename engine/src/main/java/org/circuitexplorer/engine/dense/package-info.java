/// Dense passes with ND4J: the same model with every weight written out, for devices that multiply dense matrices fast
/// and as a second opinion on the sparse kernels.
@NullMarked
package org.circuitexplorer.engine.dense;

import org.jspecify.annotations.NullMarked;
