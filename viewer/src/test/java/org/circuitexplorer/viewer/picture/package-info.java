@NullMarked
package org.circuitexplorer.viewer.picture;

import org.jspecify.annotations.NullMarked;
