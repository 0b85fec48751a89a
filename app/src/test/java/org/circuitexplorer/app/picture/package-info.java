@NullMarked
package org.circuitexplorer.app.picture;

import org.jspecify.annotations.NullMarked;
