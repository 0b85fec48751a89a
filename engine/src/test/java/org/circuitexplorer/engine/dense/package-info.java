@NullMarked
package org.circuitexplorer.engine.dense;

import org.jspecify.annotations.NullMarked;
