@NullMarked
package org.circuitexplorer.engine.session;

import org.jspecify.annotations.NullMarked;
