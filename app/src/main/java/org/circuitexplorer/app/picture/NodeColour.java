package org.circuitexplorer.app.picture;

import java.util.Locale;
import java.util.Optional;
import org.circuitexplorer.viewer.draw.Ink;

/// The colours that nodes are given, from the set of Okabe and Ito that readers of every kind of colour
/// vision can tell apart.
public enum NodeColour {
    ORANGE(0xE69F00),
    SKY(0x56B4E9),
    GREEN(0x009E73),
    YELLOW(0xF0E442),
    BLUE(0x0072B2),
    VERMILION(0xD55E00),
    PURPLE(0xCC79A7);

    private final int rgb;

    NodeColour(int rgb) {
        this.rgb = rgb;
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
