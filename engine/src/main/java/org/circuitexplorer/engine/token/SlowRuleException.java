package org.circuitexplorer.engine.token;

import java.io.Serial;

/// A rule took more work than it is worth.
public final class SlowRuleException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    SlowRuleException(String message) {
        super(message);
    }
}
