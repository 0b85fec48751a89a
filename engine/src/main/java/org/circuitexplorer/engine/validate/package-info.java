/// How far a circuit can be trusted: what it explains, where it parts ways with its model, and how well the same
/// procedure does where there is nothing to find.
@NullMarked
package org.circuitexplorer.engine.validate;

import org.jspecify.annotations.NullMarked;
