package org.circuitexplorer.app.picture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Locale;
import java.util.Optional;
import org.circuitexplorer.viewer.draw.Ink;

/// The colours that nodes are given, from the set of Okabe and Ito that readers of every kind of colour
/// vision can tell apart.
public enum NodeColour {
    ORANGE(text("colour.orange"), 0xE69F00),
    SKY(text("colour.sky"), 0x56B4E9),
    GREEN(text("colour.green"), 0x009E73),
    YELLOW(text("colour.yellow"), 0xF0E442),
    BLUE(text("colour.blue"), 0x0072B2),
    VERMILION(text("colour.vermilion"), 0xD55E00),
    PURPLE(text("colour.purple"), 0xCC79A7);

    private final String word;
    private final int rgb;

    NodeColour(String word, int rgb) {
        this.word = word;
        this.rgb = rgb;
    }

    /// What people call it.
    public String word() {
        return word;
    }

    /// As circuit files have it, such as `#e69f00`.
    public String web() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /// The ink of any colour as circuit files have it; none for an empty text.
    public static Optional<Ink> ink(String web) {
        return web.isEmpty() ? Optional.empty() : Optional.of(Ink.of(Integer.parseInt(web.substring(1), 16)));
    }
}
