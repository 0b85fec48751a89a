@NullMarked
package org.circuitexplorer.engine.validate;

import org.jspecify.annotations.NullMarked;
