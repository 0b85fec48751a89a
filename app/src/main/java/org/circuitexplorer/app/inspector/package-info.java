/// What is known of the selected node, at the right of the window.
@NullMarked
package org.circuitexplorer.app.inspector;

import org.jspecify.annotations.NullMarked;
