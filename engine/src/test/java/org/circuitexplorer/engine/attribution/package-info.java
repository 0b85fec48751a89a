@NullMarked
package org.circuitexplorer.engine.attribution;

import org.jspecify.annotations.NullMarked;
