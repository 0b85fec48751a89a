@NullMarked
package org.circuitexplorer.engine;

import org.jspecify.annotations.NullMarked;
