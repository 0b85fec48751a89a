/// What a weight-sparse transformer is: configuration, weights, sites and nodes; immutable.
@NullMarked
package org.circuitexplorer.engine.model;

import org.jspecify.annotations.NullMarked;
