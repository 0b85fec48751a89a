/// The small windows that open over the main one, all of one make.
@NullMarked
package org.circuitexplorer.app.dialog;

import org.jspecify.annotations.NullMarked;
