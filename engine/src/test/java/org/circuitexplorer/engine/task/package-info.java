@NullMarked
package org.circuitexplorer.engine.task;

import org.jspecify.annotations.NullMarked;
