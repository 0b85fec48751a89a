@NullMarked
package org.circuitexplorer.engine.stats;

import org.jspecify.annotations.NullMarked;
