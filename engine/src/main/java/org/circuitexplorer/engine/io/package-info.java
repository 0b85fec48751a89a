/// Every file format; the only package that parses files.
@NullMarked
package org.circuitexplorer.engine.io;

import org.jspecify.annotations.NullMarked;
