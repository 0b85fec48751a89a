/// Means, histograms and examples of activations over a corpus.
@NullMarked
package org.circuitexplorer.engine.stats;

import org.jspecify.annotations.NullMarked;
