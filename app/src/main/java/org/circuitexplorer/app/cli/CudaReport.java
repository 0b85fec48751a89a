package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.cuda.Agreement;
import org.circuitexplorer.engine.cuda.CudaDeviceInfo;
import org.circuitexplorer.engine.cuda.PassTiming;

/// What `cuda-check` found: comparisons, times, and what could not be compared.
final class CudaReport {
    private static final double GIBIBYTE = 1L << 30;

    private final List<Agreement> agreements = new ArrayList<>();
    private final List<PassTiming> timings = new ArrayList<>();
    private final List<DensePeers.Comparison> peers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void add(Agreement agreement) {
        agreements.add(agreement);
    }

    void add(PassTiming timing) {
        timings.add(timing);
    }

    void add(DensePeers.Comparison peer) {
        peers.add(peer);
    }

    /// A sentence on what could not be done.
    void note(String sentence) {
        notes.add(sentence);
    }

    boolean allAgree() {
        return agreements.stream().allMatch(Agreement::holds);
    }

    void print(Console console, CudaDeviceInfo device) {
        console.print(format(
                ROOT,
                "%s, %d multiprocessors, %.1f GiB",
                device.description(),
                device.multiprocessors(),
                device.memory() / GIBIBYTE));
        console.print(format(ROOT, "%-64s %12s %9s", "compared with the CPU", "difference", "limit"));
        for (Agreement a : agreements) {
            console.print(format(
                    ROOT,
                    "%-64s %12.1e %9.0e  %s",
                    a.what(),
                    a.difference(),
                    a.limit(),
                    a.holds() ? "agrees" : "DIFFERS"));
        }
        console.print(format(ROOT, "%-64s %12s %9s", "milliseconds", "median", "floor"));
        for (PassTiming t : timings) {
            console.print(format(ROOT, "%-64s %12.3f %9s", t.what(), t.milliseconds(), floor(t)));
        }
        if (!peers.isEmpty()) printPeers(console);
        notes.forEach(console::print);
        long differ = agreements.stream().filter(a -> !a.holds()).count();
        console.print(
                differ == 0
                        ? "all " + agreements.size() + " comparisons agree"
                        : differ + " of " + agreements.size() + " comparisons differ");
    }

    private void printPeers(Console console) {
        console.print(format(ROOT, "%-64s %12s %9s", "forward as dense matrices, milliseconds", "median", "ratio"));
        for (DensePeers.Comparison t : peers) {
            console.print(format(ROOT, "%-64s %12.3f %8.1fx", t.what(), t.milliseconds(), t.timesAsLong()));
        }
    }

    private static String floor(PassTiming timing) {
        return timing.floor() == 0 ? "" : format(ROOT, "%.3f", timing.floor());
    }

    Map<String, Object> asMap(CudaDeviceInfo device) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("device", device.description());
        map.put("multiprocessors", device.multiprocessors());
        map.put("memory", device.memory());
        map.put("agree", allAgree());
        map.put(
                "comparisons",
                agreements.stream()
                        .map(a -> Map.of(
                                "what", a.what(),
                                "difference", a.difference(),
                                "limit", a.limit(),
                                "agrees", a.holds()))
                        .toList());
        map.put(
                "timings",
                timings.stream()
                        .map(t -> Map.of("what", t.what(), "median_ms", t.milliseconds(), "floor_ms", t.floor()))
                        .toList());
        map.put(
                "dense",
                peers.stream()
                        .map(t -> Map.of("what", t.what(), "median_ms", t.milliseconds(), "ratio", t.timesAsLong()))
                        .toList());
        map.put("notes", notes);
        return map;
    }
}
