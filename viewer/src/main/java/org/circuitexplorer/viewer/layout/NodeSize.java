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

    private static final double LARGE = 1.4;

    /// Pixels that letters are high where they are easily read.
    private static final double READ_WELL = 11.5;

    private static final double MOST_GROWN = 1.6;

    /// Longest text written inside a node; the rest is an ellipsis.
    public static final int LONGEST = 18;

    public static NodeSize of(PictureNode node) {
        double usual = lettering(node, Ink.of(0)).widthOf(shortened(node.text())) / factor(node);
        return usual(node.shape(), usual).times(factor(node));
    }

    private static NodeSize usual(NodeShape shape, double text) {
        return switch (shape) {
            case TOKEN, ANSWER -> new NodeSize(Math.max(34, text + 18), 27);
            case READ, POSITION, WRITE -> new NodeSize(Math.max(44, text + 20), 25);
            case NEURON -> new NodeSize(Math.max(37, text + 10), Math.max(37, text + 10));
            case PART -> new NodeSize(Math.max(60, text + 26), 34);
            case QUERY, KEY, VALUE -> new NodeSize(Math.max(46, text + 16), 36);
        };
    }

    /// How many times larger than usual a node is.
    public static double factor(PictureNode node) {
        return node.large() ? LARGE : 1;
    }

    private NodeSize times(double factor) {
        return new NodeSize(width * factor, height * factor);
    }

    /// How the text inside a node is set.
    public static Lettering lettering(PictureNode node, Ink ink) {
        boolean pill = node.shape().isPill();
        double size = (pill ? LETTERS + 1 : LETTERS) * factor(node);
        return new Lettering(pill ? Typeface.MONO : Typeface.SANS, size, ink, Anchor.MIDDLE);
    }

    /// How many times larger than usual letters are in a small drawing, where the node has room for them: as large as
    /// they can well be read.
    ///
    /// @param width of the node
    /// @param scale pixels per unit
    public static double grown(PictureNode node, double width, double scale) {
        Lettering usual = lettering(node, Ink.of(0));
        double room = (width - around(node.shape()) * factor(node)) / usual.widthOf(shortened(node.text()));
        return Math.max(1, Math.min(wanted(usual.size(), scale), room));
    }

    /// How many times larger letters would have to be to be read well, within bounds.
    public static double wanted(double size, double scale) {
        return Math.min(READ_WELL / (size * scale), MOST_GROWN);
    }

    /// Least that is left free beside a text.
    private static double around(NodeShape shape) {
        return switch (shape) {
            case READ, POSITION, WRITE -> 13;
            case TOKEN, ANSWER -> 9;
            case NEURON, PART, QUERY, KEY, VALUE -> 8;
        };
    }

    /// A text that fits into a node.
    public static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) return text;
        return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
