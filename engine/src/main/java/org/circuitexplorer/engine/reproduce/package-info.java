/// Circuits that others published: brought into our form, their numbers computed again.
@NullMarked
package org.circuitexplorer.engine.reproduce;

import org.jspecify.annotations.NullMarked;
