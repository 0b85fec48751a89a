@NullMarked
package org.circuitexplorer.viewer.demo;

import org.jspecify.annotations.NullMarked;
