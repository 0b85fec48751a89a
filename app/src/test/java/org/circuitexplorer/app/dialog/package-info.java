@NullMarked
package org.circuitexplorer.app.dialog;

import org.jspecify.annotations.NullMarked;
