@NullMarked
package org.circuitexplorer.app.workbench;

import org.jspecify.annotations.NullMarked;
