@NullMarked
package org.circuitexplorer.app.prune;

import org.jspecify.annotations.NullMarked;
