@NullMarked
package org.circuitexplorer.engine.prune;

import org.jspecify.annotations.NullMarked;
