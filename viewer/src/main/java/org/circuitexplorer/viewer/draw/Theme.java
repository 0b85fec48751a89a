package org.circuitexplorer.viewer.draw;

/// The colours of every control, switched as a whole at run time.
///
/// @param background behind the graph
/// @param band every other band of the graph
/// @param panel behind panels and small charts
/// @param surface an unlit node, a token, an empty bar
/// @param chip behind labels
/// @param border between parts
/// @param outline around nodes and of charts' axes
/// @param text text that matters
/// @param faintText text that explains; still 4.5 : 1 on `background`, `band` and `panel`
/// @param count bars of corpus counts and of the whole model
/// @param positive positive weights and activations
/// @param negative negative weights and activations
/// @param accent strength of a node, and what is selected
/// @param amber means, the pairing of queries and keys, the cross of an ablation
/// @param good results that hold
/// @param violet a further colour for labels
/// @param dashNegative whether negative edges are also dashed, so that colour is not the only cue
public record Theme(
        Ink background,
        Ink band,
        Ink panel,
        Ink surface,
        Ink chip,
        Ink border,
        Ink outline,
        Ink text,
        Ink faintText,
        Ink count,
        Ink positive,
        Ink negative,
        Ink accent,
        Ink amber,
        Ink good,
        Ink violet,
        boolean dashNegative) {

    /// Least contrast of text.
    private static final double READABLE = 4.5;

    public static final Theme DARK = new Theme(
            Ink.of(0x101317),
            Ink.of(0x171B21),
            Ink.of(0x1B1F26),
            Ink.of(0x20252D),
            Ink.of(0x272D37),
            Ink.of(0x2C323C),
            Ink.of(0x5D6775),
            Ink.of(0xE6E9EE),
            Ink.of(0x98A2B3),
            Ink.of(0x5D6775),
            Ink.of(0xF2855E),
            Ink.of(0x5AA9FF),
            Ink.of(0x5AA9FF),
            Ink.of(0xE8B84F),
            Ink.of(0x4FBF87),
            Ink.of(0xB794F6),
            false);

    public static final Theme LIGHT = new Theme(
            Ink.of(0xFBFCFD),
            Ink.of(0xF1F4F7),
            Ink.of(0xFFFFFF),
            Ink.of(0xF7F9FB),
            Ink.of(0xE6EBF1),
            Ink.of(0xDFE4EA),
            Ink.of(0x98A2B0),
            Ink.of(0x1B2430),
            Ink.of(0x5B6675),
            Ink.of(0x98A2B0),
            Ink.of(0xB4411C),
            Ink.of(0x185FCF),
            Ink.of(0x185FCF),
            Ink.of(0x946200),
            Ink.of(0x17704A),
            Ink.of(0x7A4BC9),
            false);

    /// Whether text is light on dark.
    public boolean isDark() {
        return background.luminance() < 0.5;
    }

    /// The fill of something lit by a part of a colour, on which text stays readable.
    ///
    /// @param strength 0 (hardly) to 1 (fully)
    public Ink fill(Ink tint, double strength) {
        Ink fill = surface.towards(tint, 0.08 + 0.46 * strength);
        for (double part = 0.98; text.contrast(fill) < READABLE; part -= 0.02) fill = surface.towards(fill, part);
        return fill;
    }

    /// The colour of a number's sign.
    public Ink sign(double value) {
        return value < 0 ? negative : positive;
    }

    /// A theme whose signs stay apart for readers who confuse colours: orange and a darker or lighter blue, and
    /// negative edges dashed as well.
    public Theme colourBlindSafe() {
        Ink warm = Ink.of(isDark() ? 0xFFB000 : 0x9C4D00);
        Ink cold = Ink.of(isDark() ? 0x6AA5FF : 0x0B4FA8);
        return new Theme(
                background,
                band,
                panel,
                surface,
                chip,
                border,
                outline,
                text,
                faintText,
                count,
                warm,
                cold,
                accent,
                isDark() ? Ink.of(0xE6E9EE) : Ink.of(0x4A4A4A),
                good,
                violet,
                true);
    }
}
