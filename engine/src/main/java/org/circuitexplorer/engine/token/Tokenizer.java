package org.circuitexplorer.engine.token;

/// Turns text into token ids and back. Immutable, safe to share between threads.
public interface Tokenizer {
    /// The ids of a text. `decode(encode(text))` gives the text again, whatever it holds.
    int[] encode(String text);

    /// The text of ids; bytes that are not UTF-8 become U+FFFD.
    ///
    /// @throws IllegalArgumentException when an id is not in the vocabulary
    String decode(int... ids);

    /// One token for display: its text, with U+FFFD for the bytes of an incomplete character.
    ///
    /// @throws IllegalArgumentException when the id is not in the vocabulary
    String tokenText(int id);

    /// Number of ids; every id is below it.
    int vocabularySize();
}
