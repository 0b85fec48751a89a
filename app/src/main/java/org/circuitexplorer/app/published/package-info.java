/// Circuits of the public viewer: how well their stored numbers are reproduced, in words.
@NullMarked
package org.circuitexplorer.app.published;

import org.jspecify.annotations.NullMarked;
