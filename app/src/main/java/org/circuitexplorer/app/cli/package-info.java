/// The commands that run without a window.
@NullMarked
package org.circuitexplorer.app.cli;

import org.jspecify.annotations.NullMarked;
