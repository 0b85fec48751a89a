/// What came of every change of the ablations, as a table.
@NullMarked
package org.circuitexplorer.app.runs;

import org.jspecify.annotations.NullMarked;
