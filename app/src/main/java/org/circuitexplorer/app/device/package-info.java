/// Which device the window and the commands compute on.
@NullMarked
package org.circuitexplorer.app.device;

import org.jspecify.annotations.NullMarked;
