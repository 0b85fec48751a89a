@NullMarked
package org.circuitexplorer.app.workspace;

import org.jspecify.annotations.NullMarked;
