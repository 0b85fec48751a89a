/// Pages of HTML that need nothing else.
@NullMarked
package org.circuitexplorer.app.report;

import org.jspecify.annotations.NullMarked;
