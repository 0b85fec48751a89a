/// Text to token ids and back.
@NullMarked
package org.circuitexplorer.engine.token;

import org.jspecify.annotations.NullMarked;
