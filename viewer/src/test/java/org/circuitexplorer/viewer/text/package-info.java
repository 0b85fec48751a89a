@NullMarked
package org.circuitexplorer.viewer.text;

import org.jspecify.annotations.NullMarked;
