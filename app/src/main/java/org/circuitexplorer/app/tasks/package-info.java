/// The list of tasks and the circuit's nodes at the left of the window.
@NullMarked
package org.circuitexplorer.app.tasks;

import org.jspecify.annotations.NullMarked;
