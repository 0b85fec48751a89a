@NullMarked
package org.circuitexplorer.viewer.draw;

import org.jspecify.annotations.NullMarked;
