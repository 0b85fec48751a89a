/// The program: its start, with or without a window.
@NullMarked
package org.circuitexplorer.app;

import org.jspecify.annotations.NullMarked;
