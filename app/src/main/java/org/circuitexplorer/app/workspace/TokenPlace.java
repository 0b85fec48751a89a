package org.circuitexplorer.app.workspace;

/// A token of the prompts that are shown.
///
/// @param prompt number of the prompt, from 0
/// @param token number of the token in it, from 0
public record TokenPlace(int prompt, int token) {
    public TokenPlace {
        if (prompt < 0 || token < 0) {
            throw new IllegalArgumentException("expected numbers from 0, found " + prompt + " and " + token);
        }
    }
}
