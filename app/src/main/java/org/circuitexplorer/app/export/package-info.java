/// Circuits in formats of other programs.
@NullMarked
package org.circuitexplorer.app.export;

import org.jspecify.annotations.NullMarked;
