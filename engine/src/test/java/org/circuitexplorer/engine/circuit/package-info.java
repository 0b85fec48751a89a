@NullMarked
package org.circuitexplorer.engine.circuit;

import org.jspecify.annotations.NullMarked;
