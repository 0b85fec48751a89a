/// What is open and being studied: the model, its tasks, a circuit, what is ablated, what the circuit answers. Services
/// and observable state, without any control.
@NullMarked
package org.circuitexplorer.app.workspace;

import org.jspecify.annotations.NullMarked;
