@NullMarked
package org.circuitexplorer.app;

import org.jspecify.annotations.NullMarked;
