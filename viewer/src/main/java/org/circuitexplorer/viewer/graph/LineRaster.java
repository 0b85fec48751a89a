package org.circuitexplorer.viewer.graph;

import java.util.Arrays;
import org.circuitexplorer.viewer.draw.Ink;

/// Draws straight lines and boxes into pixels of its own, for graphs whose lines are too many for the toolkit.
final class LineRaster {
    private final int width;
    private final int height;
    private final int[] pixels;

    /// A raster for pixels that someone else holds.
    ///
    /// @param pixels premultiplied ARGB, `[height][width]` row-major
    LineRaster(int[] pixels, int width, int height) {
        if (pixels.length < width * height) {
            throw new IllegalArgumentException("expected " + width * height + " pixels, found " + pixels.length);
        }
        this.pixels = pixels;
        this.width = width;
        this.height = height;
    }

    void clear() {
        Arrays.fill(pixels, 0);
    }

    /// A line with smooth sides: along its longer direction, each column (or row) is covered by its share.
    void line(double x1, double y1, double x2, double y2, double thickness, Ink ink) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = Math.hypot(dx, dy);
        if (length == 0) return;
        boolean flat = Math.abs(dx) >= Math.abs(dy);
        double across = thickness * length / (flat ? Math.abs(dx) : Math.abs(dy)) / 2;
        double from = flat ? x1 : y1;
        double to = flat ? x2 : y2;
        double fromAside = flat ? y1 : x1;
        double slope = flat ? dy / dx : dx / dy;
        int limit = flat ? width : height;
        double low = Math.max(0, Math.min(from, to));
        double high = Math.min(limit, Math.max(from, to));
        for (int along = (int) low; along < high; along++) {
            double share = Math.min(along + 1, high) - Math.max(along, low);
            double middle = fromAside + (Math.clamp(along + 0.5, low, high) - from) * slope;
            span(along, middle - across, middle + across, share, flat, ink);
        }
    }

    /// A filled box.
    void box(double left, double top, double right, double bottom, Ink ink) {
        int last = (int) Math.min(width, Math.ceil(right));
        for (int x = (int) Math.max(0, left); x < last; x++) {
            span(x, top, bottom, Math.min(x + 1, right) - Math.max(x, left), true, ink);
        }
    }

    /// Covers pixels from one place to another across the longer direction, the outermost ones in part.
    private void span(int along, double low, double high, double share, boolean flat, Ink ink) {
        int limit = flat ? height : width;
        int first = (int) Math.max(0, Math.floor(low));
        int last = (int) Math.min(limit - 1, Math.ceil(high) - 1);
        for (int aside = first; aside <= last; aside++) {
            double covered = Math.min(aside + 1, high) - Math.max(aside, low);
            int alpha = (int) (255 * ink.opacity() * share * covered);
            if (alpha > 0) blend(flat ? aside * width + along : along * width + aside, alpha, ink);
        }
    }

    private void blend(int at, int alpha, Ink ink) {
        int below = pixels[at];
        int rest = 255 - alpha;
        int a = alpha + (below >>> 24) * rest / 255;
        int r = (ink.red() * alpha + (below >> 16 & 0xFF) * rest) / 255;
        int g = (ink.green() * alpha + (below >> 8 & 0xFF) * rest) / 255;
        int b = (ink.blue() * alpha + (below & 0xFF) * rest) / 255;
        pixels[at] = a << 24 | r << 16 | g << 8 | b;
    }
}
