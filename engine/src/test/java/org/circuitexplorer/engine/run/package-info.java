@NullMarked
package org.circuitexplorer.engine.run;

import org.jspecify.annotations.NullMarked;
