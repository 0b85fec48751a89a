/// What the window says.
@NullMarked
package org.circuitexplorer.viewer.text;

import org.jspecify.annotations.NullMarked;
