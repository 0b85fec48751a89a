@NullMarked
package org.circuitexplorer.viewer.layout;

import org.jspecify.annotations.NullMarked;
