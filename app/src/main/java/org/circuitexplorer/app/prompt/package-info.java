/// The prompts at the foot of the window, and what the circuit answers.
@NullMarked
package org.circuitexplorer.app.prompt;

import org.jspecify.annotations.NullMarked;
