/// Which device computes: what was asked for, what was found, and why.
@NullMarked
package org.circuitexplorer.engine.device;

import org.jspecify.annotations.NullMarked;
