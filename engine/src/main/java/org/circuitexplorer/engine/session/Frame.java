package org.circuitexplorer.engine.session;

/// The part of a graph's drawing that is seen, in units of the drawing, so that windows of any size can show it.
public record Frame(double left, double top, double right, double bottom) {
    private static final double FAR = 1e9;

    public Frame {
        boolean inside =
                Math.abs(left) <= FAR && Math.abs(top) <= FAR && Math.abs(right) <= FAR && Math.abs(bottom) <= FAR;
        if (!inside || !(left < right) || !(top < bottom)) {
            throw new IllegalArgumentException("expected left < right and top < bottom, found " + left + " to " + right
                    + " and " + top + " to " + bottom);
        }
    }
}
