@NullMarked
package org.circuitexplorer.engine.token;

import org.jspecify.annotations.NullMarked;
