/// What a long computation and its caller say to each other: progress one way, cancellation the other.
@NullMarked
package org.circuitexplorer.engine.job;

import org.jspecify.annotations.NullMarked;
