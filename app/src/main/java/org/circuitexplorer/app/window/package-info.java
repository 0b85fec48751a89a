/// The window as a whole: start, layout, colours, keys.
@NullMarked
package org.circuitexplorer.app.window;

import org.jspecify.annotations.NullMarked;
