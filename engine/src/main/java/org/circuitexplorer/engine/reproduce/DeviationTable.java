package org.circuitexplorer.engine.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.reproduce.Deviation.Quantity;

/// Collects differences by what was compared and where. Not thread-safe.
final class DeviationTable {
    private record Key(Quantity quantity, String location) {}

    private final Map<Key, Deviation> deviations = new LinkedHashMap<>();

    void add(Quantity quantity, String location, double stored, double computed) {
        // A number on one side and NaN on the other must not pass as equal.
        double difference = Double.compare(stored, computed) == 0 ? 0 : Math.abs(stored - computed);
        double largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        deviations.merge(
                new Key(quantity, location),
                new Deviation(quantity, location, 1, largest, Math.abs(stored), largest > Deviation.NOTICEABLE ? 1 : 0),
                (a, b) -> new Deviation(
                        quantity,
                        location,
                        a.values() + 1,
                        Math.max(a.largest(), b.largest()),
                        Math.max(a.scale(), b.scale()),
                        a.apart() + b.apart()));
    }

    void addAll(DeviationTable other) {
        deviations.putAll(other.deviations);
    }

    List<Deviation> all() {
        return new ArrayList<>(deviations.values());
    }

    double largest() {
        return deviations.values().stream()
                .mapToDouble(Deviation::largest)
                .max()
                .orElse(0);
    }
}
