package org.circuitexplorer.viewer.token;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Typeface;

/// Tokens laid out in lines of a width.
///
/// @param cells one for each token
/// @param endX where the text ends
/// @param endY top of the last line
record TokenFlow(List<Cell> cells, double endX, double endY) {
    static final double SIZE = 12.5;
    static final double LINE = 23;
    static final double PADDING = 3;
    private static final double GAP = 1.5;
    private static final Lettering MEASURE = new Lettering(Typeface.MONO, SIZE, Ink.of(0), Anchor.START);

    /// @param text the token as shown
    record Cell(String text, double x, double y, double width) {}

    static TokenFlow of(List<HeatToken> tokens, double width) {
        List<Cell> cells = new ArrayList<>();
        double x = 0;
        double y = 0;
        for (HeatToken token : tokens) {
            String text = VisibleText.of(token.text());
            double w = MEASURE.widthOf(text) + 2 * PADDING;
            if (x > 0 && x + w > width) {
                x = 0;
                y += LINE;
            }
            cells.add(new Cell(text, x, y, w));
            x += w + GAP;
            if (token.text().endsWith("\n") && x > 0 && cells.size() < tokens.size() && width < Double.MAX_VALUE) {
                x = 0;
                y += LINE;
            }
        }
        return new TokenFlow(List.copyOf(cells), x, y);
    }

    double height() {
        return endY + LINE;
    }

    double width() {
        return cells.stream().mapToDouble(c -> c.x() + c.width()).max().orElse(0) + 14;
    }

    OptionalInt tokenAt(double px, double py) {
        for (int i = 0; i < cells.size(); i++) {
            Cell c = cells.get(i);
            if (px >= c.x() && px < c.x() + c.width() && py >= c.y() && py < c.y() + LINE) return OptionalInt.of(i);
        }
        return OptionalInt.empty();
    }
}
