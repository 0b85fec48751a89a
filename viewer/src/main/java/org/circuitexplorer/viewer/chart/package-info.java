/// Small charts: histograms, curves, probabilities.
@NullMarked
package org.circuitexplorer.viewer.chart;

import org.jspecify.annotations.NullMarked;
