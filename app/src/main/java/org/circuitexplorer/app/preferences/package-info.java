/// What the program remembers between starts, in small files of the user.
@NullMarked
package org.circuitexplorer.app.preferences;

import org.jspecify.annotations.NullMarked;
