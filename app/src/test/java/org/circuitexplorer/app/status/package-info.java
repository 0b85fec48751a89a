@NullMarked
package org.circuitexplorer.app.status;

import org.jspecify.annotations.NullMarked;
