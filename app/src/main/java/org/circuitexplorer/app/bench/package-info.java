/// Timings of whole passes over a model, beside other programs that compute the same.
@NullMarked
package org.circuitexplorer.app.bench;

import org.jspecify.annotations.NullMarked;
