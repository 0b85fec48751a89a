@NullMarked
package org.circuitexplorer.app.prompt;

import org.jspecify.annotations.NullMarked;
