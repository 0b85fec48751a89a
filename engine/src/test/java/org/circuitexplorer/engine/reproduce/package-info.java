@NullMarked
package org.circuitexplorer.engine.reproduce;

import org.jspecify.annotations.NullMarked;
