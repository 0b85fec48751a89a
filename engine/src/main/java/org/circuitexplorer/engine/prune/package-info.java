/// Finding a small circuit for a task.
@NullMarked
package org.circuitexplorer.engine.prune;

import org.jspecify.annotations.NullMarked;
