/// The graph in the middle of the window.
@NullMarked
package org.circuitexplorer.app.graph;

import org.jspecify.annotations.NullMarked;
