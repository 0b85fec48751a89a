package org.circuitexplorer.viewer.layout;

/// The place of a node: its centre and its size.
public record Spot(double x, double y, double width, double height) {
    public double left() {
        return x - width / 2;
    }

    public double right() {
        return x + width / 2;
    }

    public double top() {
        return y - height / 2;
    }

    public double bottom() {
        return y + height / 2;
    }

    public boolean contains(double px, double py) {
        return px >= left() && px <= right() && py >= top() && py <= bottom();
    }

    /// The spot part of the way to another one.
    public Spot towards(Spot other, double part) {
        return new Spot(x + (other.x - x) * part, y + (other.y - y) * part, other.width, other.height);
    }
}
