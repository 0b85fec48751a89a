@NullMarked
package org.circuitexplorer.app.window;

import org.jspecify.annotations.NullMarked;
