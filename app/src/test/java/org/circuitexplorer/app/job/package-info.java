@NullMarked
package org.circuitexplorer.app.job;

import org.jspecify.annotations.NullMarked;
