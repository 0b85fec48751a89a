@NullMarked
package org.circuitexplorer.engine.job;

import org.jspecify.annotations.NullMarked;
