package org.circuitexplorer.viewer.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The faces of the program. Their files come with the program, so that a picture looks the same everywhere; other
/// programs that open an exported SVG fall back to a similar face.
public enum Typeface {
    SANS("Inter", "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif", false, "inter/Inter-Regular.otf"),
    SANS_BOLD("Inter", "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif", true, "inter/Inter-SemiBold.otf"),
    MONO(
            "JetBrains Mono",
            "'JetBrains Mono', Consolas, Menlo, monospace",
            false,
            "jetbrains_mono/JetBrainsMono-Regular.ttf"),
    MONO_BOLD(
            "JetBrains Mono",
            "'JetBrains Mono', Consolas, Menlo, monospace",
            true,
            "jetbrains_mono/JetBrainsMono-Bold.ttf");

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/";
    private static final double MONO_ADVANCE = 0.6;

    private final String family;
    private final String cssFamily;
    private final boolean bold;
    private final String file;

    Typeface(String family, String cssFamily, boolean bold, String file) {
        this.family = family;
        this.cssFamily = cssFamily;
        this.bold = bold;
        this.file = file;
    }

    public String family() {
        return family;
    }

    /// The face's own name, as its file has it.
    String fullName() {
        return switch (this) {
            case SANS -> "Inter Regular";
            case SANS_BOLD -> "Inter SemiBold";
            case MONO -> "JetBrains Mono Regular";
            case MONO_BOLD -> "JetBrains Mono Bold";
        };
    }

    /// The family and what may stand in for it, as style sheets and SVG write it.
    public String cssFamily() {
        return cssFamily;
    }

    public boolean bold() {
        return bold;
    }

    public boolean monospaced() {
        return this == MONO || this == MONO_BOLD;
    }

    /// The font file; the caller closes it.
    public InputStream open() {
        InputStream stream = Typeface.class.getResourceAsStream(FOLDER + file);
        if (stream == null) throw new UncheckedIOException(new IOException("the program lacks its font " + file));
        return stream;
    }

    /// The name of the font file, whose end says its kind.
    String fileName() {
        return file.substring(file.indexOf('/') + 1);
    }

    /// Height of a capital, in units of the size.
    double capitalHeight() {
        return 0.73;
    }

    /// Width of a text of size 1.
    double advance(String text) {
        return text.codePoints().mapToDouble(this::advance).sum();
    }

    private double advance(int letter) {
        boolean wide = Character.isIdeographic(letter) || letter >= 0x1F000;
        if (monospaced()) return wide ? 2 * MONO_ADVANCE : MONO_ADVANCE;
        double width = wide ? 1 : sansAdvance(letter);
        return bold ? width * 1.05 : width;
    }

    private static double sansAdvance(int letter) {
        if ("iIjl.,:;'|!·".indexOf(letter) >= 0) return 0.27;
        if ("ftr()[]{}-_/\\\" ".indexOf(letter) >= 0) return 0.37;
        if ("mMwW@%→".indexOf(letter) >= 0) return 0.90;
        return Character.isUpperCase(letter) ? 0.70 : 0.61;
    }
}
