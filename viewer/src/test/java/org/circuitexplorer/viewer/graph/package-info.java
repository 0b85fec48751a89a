@NullMarked
package org.circuitexplorer.viewer.graph;

import org.jspecify.annotations.NullMarked;
