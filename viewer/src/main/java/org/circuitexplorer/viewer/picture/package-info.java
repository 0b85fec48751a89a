/// What a drawing of a circuit shows: nodes, edges, bands; immutable data that knows nothing of places or colours.
@NullMarked
package org.circuitexplorer.viewer.picture;

import org.jspecify.annotations.NullMarked;
