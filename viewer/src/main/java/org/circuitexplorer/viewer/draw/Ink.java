package org.circuitexplorer.viewer.draw;

import java.util.Locale;

/// A colour that belongs to no toolkit.
///
/// @param red 0 to 255
/// @param green 0 to 255
/// @param blue 0 to 255
/// @param opacity 0 (nothing) to 1 (covers everything)
public record Ink(int red, int green, int blue, double opacity) {
    public Ink {
        if (((red | green | blue) & ~0xFF) != 0) {
            throw new IllegalArgumentException(
                    "colour components are 0 to 255, found " + red + ", " + green + ", " + blue);
        }
        if (!(opacity >= 0 && opacity <= 1)) throw new IllegalArgumentException("opacity is 0 to 1, found " + opacity);
    }

    /// The opaque ink of `0xRRGGBB`.
    public static Ink of(int rgb) {
        return new Ink(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, 1);
    }

    /// This colour with its opacity multiplied.
    public Ink faded(double factor) {
        return new Ink(red, green, blue, opacity * factor);
    }

    /// The colour a part of the way to another: 0 is this one, 1 the other.
    public Ink towards(Ink other, double part) {
        double p = Math.clamp(part, 0, 1);
        return new Ink(
                mixed(red, other.red, p),
                mixed(green, other.green, p),
                mixed(blue, other.blue, p),
                opacity + (other.opacity - opacity) * p);
    }

    /// What is seen when this ink lies on an opaque ground.
    public Ink on(Ink ground) {
        return ground.towards(new Ink(red, green, blue, 1), opacity);
    }

    /// Relative luminance of the opaque colour as the web accessibility guidelines define it, 0 to 1.
    public double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    /// Contrast ratio to another opaque colour, 1 to 21.
    public double contrast(Ink other) {
        double a = luminance() + 0.05;
        double b = other.luminance() + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    /// `#rrggbb`, without the opacity.
    public String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    private static int mixed(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }

    private static double linear(int component) {
        double c = component / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
