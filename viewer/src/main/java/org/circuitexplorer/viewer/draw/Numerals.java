package org.circuitexplorer.viewer.draw;

import java.util.Locale;

/// Numbers as charts and hints write them.
public final class Numerals {
    private Numerals() {}

    /// Three significant digits at most: `-4.2`, `0.03`, `1,240`, `3.1e-6`.
    public static String value(double value) {
        double magnitude = Math.abs(value);
        if (value == 0) return "0";
        if (magnitude >= 1e6 || magnitude < 5e-4) return String.format(Locale.ROOT, "%.1e", value);
        if (magnitude >= 100) return String.format(Locale.ROOT, "%,.0f", value);
        return trimmed(
                String.format(Locale.ROOT, magnitude >= 10 ? "%.1f" : magnitude >= 0.1 ? "%.2f" : "%.4f", value));
    }

    /// As [#value(double)], with a sign in front; a minus sign is as wide as a plus.
    public static String signed(double value) {
        String text = value(Math.abs(value));
        return value < 0 ? "−" + text : "+" + text;
    }

    /// A count: `12`, `1,240`, `12.4 k`, `3.1 M`.
    public static String count(long count) {
        if (count < 10_000) return String.format(Locale.ROOT, "%,d", count);
        if (count < 1_000_000) return trimmed(String.format(Locale.ROOT, "%.1f", count / 1e3)) + " k";
        return trimmed(String.format(Locale.ROOT, "%.1f", count / 1e6)) + " M";
    }

    /// A part of a whole: `73 %`, `0.4 %`.
    public static String percent(double part) {
        double percent = 100 * part;
        return String.format(Locale.ROOT, percent >= 10 || percent == 0 ? "%.0f %%" : "%.1f %%", percent);
    }

    private static String trimmed(String number) {
        return number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
    }
}
