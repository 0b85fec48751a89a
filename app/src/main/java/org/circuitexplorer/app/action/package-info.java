/// Everything the user can do, in one table: menus, keys, the command palette and the list of keys are made from it.
@NullMarked
package org.circuitexplorer.app.action;

import org.jspecify.annotations.NullMarked;
