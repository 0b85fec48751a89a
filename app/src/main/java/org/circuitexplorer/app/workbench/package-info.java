/// Prompts that a person tries on the model and its circuit.
@NullMarked
package org.circuitexplorer.app.workbench;

import org.jspecify.annotations.NullMarked;
