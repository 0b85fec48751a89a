/// Where everything of a circuit's picture stands: layers given by the model, order by barycentre sweeps, positions by
/// isotonic regression. Deterministic: equal circuits stand equally, whatever is ablated, labelled or filtered.
@NullMarked
package org.circuitexplorer.viewer.layout;

import org.jspecify.annotations.NullMarked;
