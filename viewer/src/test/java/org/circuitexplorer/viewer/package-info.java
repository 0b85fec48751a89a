@NullMarked
package org.circuitexplorer.viewer;

import org.jspecify.annotations.NullMarked;
