/// One calm dialog for everything that goes wrong.
@NullMarked
package org.circuitexplorer.app.error;

import org.jspecify.annotations.NullMarked;
