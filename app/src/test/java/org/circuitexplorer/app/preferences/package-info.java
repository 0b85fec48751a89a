@NullMarked
package org.circuitexplorer.app.preferences;

import org.jspecify.annotations.NullMarked;
