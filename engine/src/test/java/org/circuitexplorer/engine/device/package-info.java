@NullMarked
package org.circuitexplorer.engine.device;

import org.jspecify.annotations.NullMarked;
