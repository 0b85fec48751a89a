package org.circuitexplorer.viewer.picture;

/// The shape of a node says what it is.
public enum NodeShape {
    /// A token of the prompt: a pill.
    TOKEN("token", ""),
    /// A channel a sublayer reads: a trapezoid open at the top.
    READ("read", ""),
    /// A channel of the position that a sublayer reads beside the stream: a trapezoid open at the top, notched below.
    POSITION("position", ""),
    /// A neuron of an MLP: a circle.
    NEURON("neuron", ""),
    /// A query channel: a rounded square.
    QUERY("query", "Q"),
    /// A key channel: a rounded square.
    KEY("key", "K"),
    /// A value channel: a rounded square.
    VALUE("value", "V"),
    /// A channel a sublayer writes: a trapezoid open at the bottom.
    WRITE("write", ""),
    /// A part of the circuit, drawn as one node: a box with a double outline.
    PART("part", ""),
    /// A token that may come next: a pill.
    ANSWER("answer", "");

    private final String word;
    private final String letter;

    NodeShape(String word, String letter) {
        this.word = word;
        this.letter = letter;
    }

    /// The kind in words, as a screen reader says it.
    public String word() {
        return word;
    }

    /// The small letter beside the shape, or an empty text.
    public String letter() {
        return letter;
    }

    public boolean isPill() {
        return this == TOKEN || this == ANSWER;
    }

    public boolean isHeadChannel() {
        return !letter.isEmpty();
    }
}
