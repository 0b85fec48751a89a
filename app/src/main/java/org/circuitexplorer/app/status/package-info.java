/// The line at the foot of the window.
@NullMarked
package org.circuitexplorer.app.status;

import org.jspecify.annotations.NullMarked;
