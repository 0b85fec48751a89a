@NullMarked
package org.circuitexplorer.app.lecture;

import org.jspecify.annotations.NullMarked;
