package org.circuitexplorer.viewer.chart;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Figure.Path;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Numerals;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;

/// A histogram placed on an area, drawn there.
record HistogramPlot(HistogramData data, double width, double height, boolean logarithmic) {
    /// Width of the column for exact zeros at the left.
    static final double ZERO_WIDTH = 46;

    /// The bar of exact zeros among the numbers of bars.
    static final int ZERO_BAR = -1;

    /// Groups end a little lower than the corpus.
    private static final double HIGHEST_GROUP = 0.8;

    private static final double TOP = 14;
    private static final double BOTTOM = 16;
    private static final double TEXT = 10.5;

    /// Room for a mark's text.
    private static final double WORDS = 66;
    /// Pixels that nobody sees.
    private static final double SAME = 0.1;

    /// @param marked the bar under the pointer or the keyboard
    /// @param chosen values whose bars stay marked
    void paint(Pen pen, Theme theme, OptionalInt marked, Optional<HistogramView.Bin> chosen) {
        chosen.ifPresent(bin -> frame(pen, theme, bin));
        marked.ifPresent(bar -> mark(pen, theme, bar));
        double highest = scaled(IntStream.of(data.counts()).max().orElse(0));
        if (logarithmic) highest = Math.max(highest, scaled(data.zeros()));
        double full = Math.max(highest, 1e-9);
        bars(pen, i -> scaled(data.counts()[i]) / full, scaled(data.zeros()) / full, theme.count(), 0);
        paintGroups(pen, theme);
        axis(pen, theme);
        mark(pen, theme);
    }

    private void paintGroups(Pen pen, Theme theme) {
        List<Ink> inks = List.of(theme.positive(), theme.negative());
        for (int g = 0; g < Math.min(2, data.groups().size()); g++) {
            HistogramData.Group group = data.groups().get(g);
            long most = Math.max(IntStream.of(group.counts()).max().orElse(0), group.zeros());
            double full = Math.max(most, 1) / HIGHEST_GROUP;
            Ink ink = inks.get(g).faded(0.82);
            bars(pen, i -> group.counts()[i] / full, group.zeros() / full, ink, Math.min(1, barWidth() / 10));
        }
    }

    /// @param part height of each bar as a part of the area's
    /// @param zeroPart height of the bar of zeros; beyond 1 it is cut
    /// @param inset how much narrower the bars are on each side
    private void bars(Pen pen, IntToDoubleFunction part, double zeroPart, Ink ink, double inset) {
        for (int i = 0; i < data.counts().length; i++) {
            double left = x(data.firstEdge() + i * data.width());
            bar(pen, left + inset, barWidth() - 2 * inset, part.applyAsDouble(i), ink);
        }
        bar(pen, 8 + 3 * inset, ZERO_WIDTH - 24 - 6 * inset, zeroPart, ink);
    }

    private void bar(Pen pen, double x, double w, double part, Ink ink) {
        if (part <= 0) return;
        double room = height - TOP - BOTTOM;
        double h = Math.max(1, Math.min(1, part) * room);
        pen.fill(new Box(x + 0.25, height - BOTTOM - h, Math.max(0.5, w - 0.5), h, Math.min(1.5, w / 3)), ink);
    }

    private double scaled(long count) {
        return logarithmic ? Math.log1p((double) count) : (double) count;
    }

    private void axis(Pen pen, Theme theme) {
        double base = height - BOTTOM;
        pen.stroke(Path.line(0, base, width, base), Stroke.solid(theme.border(), 1));
        Lettering small = new Lettering(Typeface.SANS, TEXT, theme.faintText(), Anchor.MIDDLE);
        double share = 100.0 * data.zeros() / data.total();
        pen.text("0: " + number(share) + "%", ZERO_WIDTH / 2 - 4, height - 6, small);
        double low = data.firstEdge();
        double high = data.firstEdge() + data.counts().length * data.width();
        pen.text(number(low), ZERO_WIDTH, height - 6, small.at(Anchor.START));
        pen.text(number(high), width - 1, height - 6, small.at(Anchor.END));
        double zero = x(0);
        if (low < 0 && high > 0 && zero - ZERO_WIDTH > 34 && width - zero > 34) pen.text("0", zero, height - 6, small);
    }

    private void mark(Pen pen, Theme theme) {
        double mean = x(data.mean());
        pen.stroke(Path.line(mean, TOP - 4, mean, height - BOTTOM), Stroke.dashed(theme.amber(), 1.4, 4, 3));
        double at = current();
        // The two texts turn away from each other, unless the border is near.
        boolean left = mean > width - WORDS || (isMeanFirst(at) && mean > ZERO_WIDTH + WORDS);
        Lettering amber = new Lettering(Typeface.SANS, TEXT, theme.amber(), left ? Anchor.END : Anchor.START);
        pen.text(text("chart.mean", number(data.mean())), left ? mean - 5 : mean + 5, TOP - 8, amber);
        if (data.current().isEmpty()) return;
        pen.stroke(Path.line(at, TOP, at, height - BOTTOM), Stroke.solid(theme.text(), 1.5));
        pen.fill(Path.polygon(at - 4, TOP - 5, at + 4, TOP - 5, at, TOP + 1), theme.text());
        boolean before = at > width - WORDS || (!isMeanFirst(at) && at > WORDS);
        double from = before ? at - 6 : at + 6;
        double meanFrom = left ? mean - 5 - WORDS : mean + 5;
        double textFrom = before ? from - WORDS : from;
        if (Math.abs(textFrom - meanFrom) < WORDS) return;
        Lettering plain = new Lettering(Typeface.SANS, TEXT, theme.text(), before ? Anchor.END : Anchor.START);
        pen.text(text("chart.here", number(data.current().getAsDouble())), from, TOP - 8, plain);
    }

    /// Whether the mean stands left of the current value; so it does when both are the same but for a rounding.
    private boolean isMeanFirst(double at) {
        return x(data.mean()) <= at + SAME;
    }

    /// Where the current value stands; exactly zero on its own bar.
    private double current() {
        double value = data.current().orElse(0);
        return value == 0 ? ZERO_WIDTH / 2 - 4 : Math.clamp(x(value), ZERO_WIDTH, width);
    }

    private void mark(Pen pen, Theme theme, int bar) {
        double left = bar == ZERO_BAR ? 4 : ZERO_WIDTH + bar * barWidth();
        double wide = bar == ZERO_BAR ? ZERO_WIDTH - 16 : barWidth();
        pen.fill(
                new Box(left, TOP, wide, height - TOP - BOTTOM, 2),
                theme.accent().faded(0.22));
    }

    private void frame(Pen pen, Theme theme, HistogramView.Bin bin) {
        boolean zero = bin.equals(HistogramView.Bin.ZERO);
        double left = zero ? 4 : Math.max(ZERO_WIDTH, x(bin.low()));
        double right = zero ? ZERO_WIDTH - 12 : Math.min(width, x(bin.high()));
        if (right <= left) return;
        Box box = new Box(left - 1, TOP - 1, right - left + 2, height - TOP - BOTTOM + 2, 2);
        pen.fill(box, theme.accent().faded(0.2));
        pen.stroke(box, Stroke.solid(theme.accent(), 1.2));
    }

    /// The number of the bar at a horizontal position, [#ZERO_BAR] for exact zeros.
    OptionalInt barAt(double position) {
        if (data.total() == 0) return OptionalInt.empty();
        if (position < ZERO_WIDTH - 8) return OptionalInt.of(ZERO_BAR);
        int bar = (int) Math.floor((position - ZERO_WIDTH) / barWidth());
        return bar < 0 || bar >= data.counts().length ? OptionalInt.empty() : OptionalInt.of(bar);
    }

    /// The values that a bar stands for.
    HistogramView.Bin bin(int bar) {
        if (bar == ZERO_BAR) return HistogramView.Bin.ZERO;
        double low = data.firstEdge() + bar * data.width();
        return new HistogramView.Bin(low, low + data.width());
    }

    /// What a bar shows, in words.
    String words(int bar) {
        HistogramView.Bin bin = bin(bar);
        String range = bar == ZERO_BAR
                ? text("chart.zero")
                : text("chart.range", Numerals.value(bin.low()), Numerals.value(bin.high()));
        String count = Numerals.count(bar == ZERO_BAR ? data.zeros() : data.counts()[bar]);
        StringBuilder words = new StringBuilder(text("chart.bar", range, count));
        for (HistogramData.Group group : data.groups()) {
            words.append(", ").append(group.name()).append(' ');
            words.append(Numerals.count(bar == ZERO_BAR ? group.zeros() : group.counts()[bar]));
        }
        return words.toString();
    }

    private double barWidth() {
        return (width - ZERO_WIDTH) / Math.max(1, data.counts().length);
    }

    private double x(double value) {
        return ZERO_WIDTH + (value - data.firstEdge()) / data.width() * barWidth();
    }

    private static String number(double value) {
        if (value == 0) return "0";
        String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2g", value);
        return text.contains("e") ? String.format(Locale.ROOT, "%.1e", value) : text.replace('-', '−');
    }
}
