@NullMarked
package org.circuitexplorer.engine.cuda;

import org.jspecify.annotations.NullMarked;
