@NullMarked
package org.circuitexplorer.engine.io;

import org.jspecify.annotations.NullMarked;
