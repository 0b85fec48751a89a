@NullMarked
package org.circuitexplorer.app.action;

import org.jspecify.annotations.NullMarked;
