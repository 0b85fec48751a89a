/// The bar at the head of the window.
@NullMarked
package org.circuitexplorer.app.topbar;

import org.jspecify.annotations.NullMarked;
