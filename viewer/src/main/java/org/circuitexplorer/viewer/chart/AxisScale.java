package org.circuitexplorer.viewer.chart;

import java.util.ArrayList;
import java.util.List;

/// The range of an axis and the round numbers on it.
///
/// @param logarithmic whether equal steps are equal factors; then both ends are greater than 0
public record AxisScale(double low, double high, boolean logarithmic) {
    public AxisScale {
        if (!(low < high)) throw new IllegalArgumentException("an axis reaches from " + low + " to " + high);
        if (logarithmic && low <= 0) throw new IllegalArgumentException("a logarithmic axis begins at " + low);
    }

    public static AxisScale linear(double low, double high) {
        return new AxisScale(low, high, false);
    }

    public static AxisScale logarithmic(double low, double high) {
        return new AxisScale(low, high, true);
    }

    /// Where a value lies, 0 at the low end and 1 at the high end; values outside lie at the ends.
    double part(double value) {
        double part = logarithmic
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.clamp(part, 0, 1);
    }

    /// The value at a part of the axis.
    double value(double part) {
        return logarithmic ? low * Math.pow(high / low, part) : low + (high - low) * part;
    }

    /// Round numbers within the range, about so many.
    List<Double> ticks(int about) {
        return logarithmic ? decades(about) : steps(about);
    }

    private List<Double> steps(int about) {
        double rough = (high - low) / Math.max(1, about);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double ratio = rough / power;
        double step = power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) ticks.add(k * step);
        return ticks;
    }

    private List<Double> decades(int about) {
        double[] within = Math.log10(high / low) * 2 <= about ? new double[] {1, 3} : new double[] {1};
        int every = Math.max(1, (int) Math.ceil(Math.log10(high / low) / about));
        List<Double> ticks = new ArrayList<>();
        for (int p = (int) Math.floor(Math.log10(low)); Math.pow(10, p) <= high; p++) {
            if (Math.floorMod(p, every) != 0) continue;
            for (double factor : within) {
                double tick = factor * Math.pow(10, p);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.add(tick);
            }
        }
        return ticks;
    }
}
