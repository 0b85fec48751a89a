/// Tokens as text, coloured by a value.
@NullMarked
package org.circuitexplorer.viewer.token;

import org.jspecify.annotations.NullMarked;
