package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The values of one node over some prompts, in the bins of their histogram: exact zeros apart, bins whose width is a
/// power of two, at most 64 of them.
final class ValueBins {
    private static final int MOST_BINS = 64;
    private static final int TRIES = 8;
    private static final long ZERO = Long.MIN_VALUE;

    /// Where a value was.
    private record Place(int prompt, float value) {}

    private final double width;
    private final Map<Long, List<Place>> bins = new HashMap<>();

    /// @param values for each prompt a value for each token
    ValueBins(float[][] values) {
        this.width = width(values);
        for (int prompt = 0; prompt < values.length; prompt++) {
            for (float value : values[prompt]) {
                bins.computeIfAbsent(bin(value), b -> new ArrayList<>()).add(new Place(prompt, value));
            }
        }
    }

    private static double width(float[][] values) {
        float low = 0;
        float high = 0;
        for (float[] ofPrompt : values) {
            for (float value : ofPrompt) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double range = Math.max(high - low, Float.MIN_NORMAL);
        // One bin may be cut by each end of the range.
        return Math.scalb(1.0, Math.getExponent(range / (MOST_BINS - 2)) + 1);
    }

    long bin(float value) {
        return value == 0 ? ZERO : (long) Math.floor(value / width);
    }

    int size() {
        return bins.size();
    }

    /// A value of the same bin, from another prompt unless chance finds none.
    float other(int prompt, float value, Random random) {
        List<Place> same = bins.getOrDefault(bin(value), List.of());
        for (int attempt = 0; attempt < TRIES && !same.isEmpty(); attempt++) {
            Place place = same.get(random.nextInt(same.size()));
            if (place.prompt != prompt) return place.value;
        }
        return value;
    }
}
