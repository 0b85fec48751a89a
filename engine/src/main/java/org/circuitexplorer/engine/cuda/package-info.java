/// The CUDA driver called without a native library of ours, the kernels, and passes on a device.
@NullMarked
package org.circuitexplorer.engine.cuda;

import org.jspecify.annotations.NullMarked;
