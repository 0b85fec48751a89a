/// Two circuits of the open model over one layout.
@NullMarked
package org.circuitexplorer.app.compare;

import org.jspecify.annotations.NullMarked;
