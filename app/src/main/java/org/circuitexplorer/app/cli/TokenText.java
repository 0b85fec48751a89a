package org.circuitexplorer.app.cli;

import org.circuitexplorer.engine.io.LoadedModel;

/// Tokens as a line of text can show them.
final class TokenText {
    private TokenText() {}

    /// A token in quotes with line breaks and tabs made visible; its id when the model has no tokenizer.
    static String of(LoadedModel model, int token) {
        return model.tokenizer()
                .map(t -> "\"" + visible(t.tokenText(token)) + "\"")
                .orElse("#" + token);
    }

    static String visible(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
