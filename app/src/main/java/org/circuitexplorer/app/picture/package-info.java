/// From circuits to pictures that the viewer draws.
@NullMarked
package org.circuitexplorer.app.picture;

import org.jspecify.annotations.NullMarked;
