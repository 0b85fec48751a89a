@NullMarked
package org.circuitexplorer.app.inspector;

import org.jspecify.annotations.NullMarked;
