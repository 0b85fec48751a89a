/// Checkpoints of any size for benchmarks and tests; not part of the program.
@NullMarked
package org.circuitexplorer.engine.synthetic;

import org.jspecify.annotations.NullMarked;
