/// Sparse matrices and panels of activations.
@NullMarked
package org.circuitexplorer.engine.tensor;

import org.jspecify.annotations.NullMarked;
