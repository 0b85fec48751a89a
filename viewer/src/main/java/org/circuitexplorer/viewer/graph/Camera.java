package org.circuitexplorer.viewer.graph;

/// What part of the drawing is seen: a point of the drawing (x, y) appears at pixel (x * scale + dx, y * scale + dy).
public record Camera(double scale, double dx, double dy) {
    public static final double SMALLEST = 0.02;
    public static final double LARGEST = 8;

    public Camera {
        if (!(scale > 0)) throw new IllegalArgumentException("the scale is greater than 0, found " + scale);
    }

    /// The camera moved by pixels.
    public Camera panned(double pixelsX, double pixelsY) {
        return new Camera(scale, dx + pixelsX, dy + pixelsY);
    }

    /// The camera with its scale multiplied, the drawing staying in place at one pixel.
    public Camera zoomed(double factor, double pixelX, double pixelY) {
        double bounded = Math.clamp(scale * factor, SMALLEST, LARGEST);
        double by = bounded / scale;
        return new Camera(bounded, pixelX + (dx - pixelX) * by, pixelY + (dy - pixelY) * by);
    }

    /// The camera that puts a point of the drawing at a pixel.
    public Camera centred(double x, double y, double pixelX, double pixelY) {
        return new Camera(scale, pixelX - x * scale, pixelY - y * scale);
    }

    /// The camera part of the way to another.
    public Camera towards(Camera other, double part) {
        return new Camera(
                scale * Math.pow(other.scale / scale, part), dx + (other.dx - dx) * part, dy + (other.dy - dy) * part);
    }

    double toX(double pixelX) {
        return (pixelX - dx) / scale;
    }

    double toY(double pixelY) {
        return (pixelY - dy) / scale;
    }

    double pixelX(double x) {
        return x * scale + dx;
    }

    double pixelY(double y) {
        return y * scale + dy;
    }

    /// What of the drawing a view of that size sees.
    Bounds seen(double width, double height) {
        return new Bounds(toX(0), toY(0), toX(width), toY(height));
    }

    /// The camera that shows a part of the drawing whole and in the middle of an area of the view.
    static Camera showing(Bounds part, Bounds area, double largest) {
        double scale = Math.clamp(
                Math.min(area.width() / Math.max(part.width(), 1), area.height() / Math.max(part.height(), 1)),
                SMALLEST,
                largest);
        return new Camera(scale, 0, 0)
                .centred(
                        (part.left() + part.right()) / 2,
                        (part.top() + part.bottom()) / 2,
                        (area.left() + area.right()) / 2,
                        (area.top() + area.bottom()) / 2);
    }
}
