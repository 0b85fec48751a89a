@NullMarked
package org.circuitexplorer.app.cli;

import org.jspecify.annotations.NullMarked;
