package org.circuitexplorer.viewer.layout;

import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureNode;

/// The size of a node: that of its shape, wider for a long text.
///
/// @param width including outline
/// @param height including outline
public record NodeSize(double width, double height) {
    /// Size of the letters inside nodes.
    public static final double LETTERS = 12;

    /// Longest text written inside a node; the rest is an ellipsis.
    public static final int LONGEST = 18;

    public static NodeSize of(PictureNode node) {
        double text = lettering(node.shape(), Ink.of(0)).widthOf(shortened(node.text()));
        return switch (node.shape()) {
            case TOKEN, ANSWER -> new NodeSize(Math.max(34, text + 18), 27);
            case READ, POSITION, WRITE -> new NodeSize(Math.max(44, text + 20), 25);
            case NEURON -> new NodeSize(Math.max(37, text + 10), Math.max(37, text + 10));
            case PART -> new NodeSize(Math.max(60, text + 26), 34);
            case QUERY, KEY, VALUE -> new NodeSize(Math.max(46, text + 16), 36);
        };
    }

    /// How the text inside a node is set.
    public static Lettering lettering(NodeShape shape, Ink ink) {
        Typeface face = shape.isPill() ? Typeface.MONO : Typeface.SANS;
        return new Lettering(face, shape.isPill() ? LETTERS + 1 : LETTERS, ink, Anchor.MIDDLE);
    }

    /// A text that fits into a node.
    public static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) return text;
        return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
