@NullMarked
package org.circuitexplorer.viewer.token;

import org.jspecify.annotations.NullMarked;
