/// What a person did with a model and its circuits, kept in a file: views, a lecture made of them, edited circuits.
@NullMarked
package org.circuitexplorer.engine.session;

import org.jspecify.annotations.NullMarked;
