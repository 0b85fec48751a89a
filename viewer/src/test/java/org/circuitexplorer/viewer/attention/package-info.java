@NullMarked
package org.circuitexplorer.viewer.attention;

import org.jspecify.annotations.NullMarked;
