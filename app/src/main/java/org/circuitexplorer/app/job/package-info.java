/// Work away from the window's thread, and the only way back to it.
@NullMarked
package org.circuitexplorer.app.job;

import org.jspecify.annotations.NullMarked;
