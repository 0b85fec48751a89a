package org.circuitexplorer.app.cli;

/// Something the user gave cannot be used. The message is one sentence for the user.
final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }
}
