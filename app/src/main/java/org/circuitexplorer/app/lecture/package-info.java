/// Saved views told one after the other, large enough for a room, and the editor that makes them.
@NullMarked
package org.circuitexplorer.app.lecture;

import org.jspecify.annotations.NullMarked;
