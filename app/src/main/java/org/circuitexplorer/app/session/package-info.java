/// What is kept of a person's work: sessions on disk, their recovery, saved views.
@NullMarked
package org.circuitexplorer.app.session;

import org.jspecify.annotations.NullMarked;
