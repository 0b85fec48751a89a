@NullMarked
package org.circuitexplorer.engine.kernel;

import org.jspecify.annotations.NullMarked;
