/// What a validation found, for people and for machines.
@NullMarked
package org.circuitexplorer.app.dossier;

import org.jspecify.annotations.NullMarked;
