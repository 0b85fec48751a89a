/// Drawing once for many outputs: a [Pen] with back ends for the JavaFX canvas, SVG text, PDF
/// documents and headless images, and the
/// colours and letters they share.
@NullMarked
package org.circuitexplorer.viewer.draw;

import org.jspecify.annotations.NullMarked;
