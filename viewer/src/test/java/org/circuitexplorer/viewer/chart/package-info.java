@NullMarked
package org.circuitexplorer.viewer.chart;

import org.jspecify.annotations.NullMarked;
