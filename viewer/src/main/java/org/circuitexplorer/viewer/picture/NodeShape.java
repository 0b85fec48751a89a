package org.circuitexplorer.viewer.picture;

import static org.circuitexplorer.viewer.text.Wording.text;

/// The shape of a node says what it is.
public enum NodeShape {
    /// A token of the prompt: a pill.
    TOKEN(text("shape.token"), ""),
    /// A channel a sublayer reads: a trapezoid open at the top.
    READ(text("shape.read"), ""),
    /// A channel of the position that a sublayer reads beside the stream: a trapezoid open at the top, notched below.
    POSITION(text("shape.position"), ""),
    /// A neuron of an MLP: a circle.
    NEURON(text("shape.neuron"), ""),
    /// A query channel: a rounded square.
    QUERY(text("shape.query"), "Q"),
    /// A key channel: a rounded square.
    KEY(text("shape.key"), "K"),
    /// A value channel: a rounded square.
    VALUE(text("shape.value"), "V"),
    /// A channel a sublayer writes: a trapezoid open at the bottom.
    WRITE(text("shape.write"), ""),
    /// A part of the circuit, drawn as one node: a box with a double outline.
    PART(text("shape.part"), ""),
    /// A token that may come next: a pill.
    ANSWER(text("shape.answer"), "");

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
