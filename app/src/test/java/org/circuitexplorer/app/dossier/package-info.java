@NullMarked
package org.circuitexplorer.app.dossier;

import org.jspecify.annotations.NullMarked;
