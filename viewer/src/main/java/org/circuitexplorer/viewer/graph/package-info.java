/// A circuit's picture drawn, exported, and the control that people explore it with.
@NullMarked
package org.circuitexplorer.viewer.graph;

import org.jspecify.annotations.NullMarked;
