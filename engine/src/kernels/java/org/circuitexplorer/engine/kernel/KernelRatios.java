package org.circuitexplorer.engine.kernel;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks and compares how many times as long as a kernel its plain loop takes with what it takes at
/// least, as `ratios.properties` says: a kernel that has become slow fails, a machine that is slow does not.
public final class KernelRatios {
    private static final String PLAIN = "Plain";

    private KernelRatios() {}

    /// @param arguments which benchmarks to run, a regular expression; all without one
    public static void main(String[] arguments) throws RunnerException, IOException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(arguments.length > 0 ? arguments[0] : "Benchmark");
        Map<String, Double> microseconds = microseconds(new Runner(options.build()).run());
        List<String> slow = compare(microseconds, leastRatios());
        slow.forEach(System.out::println);
        if (!slow.isEmpty()) System.exit(1);
    }

    private static Map<String, Double> microseconds(Collection<RunResult> results) {
        Map<String, Double> all = new TreeMap<>();
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            String size = result.getParams().getParam("size");
            all.put(size == null ? time.getLabel() : time.getLabel() + " " + size, time.getScore());
        }
        return all;
    }

    private static Properties leastRatios() throws IOException {
        Properties ratios = new Properties();
        try (InputStream in = KernelRatios.class.getResourceAsStream("ratios.properties")) {
            ratios.load(in);
        }
        return ratios;
    }

    /// Prints a table.
    ///
    /// @return a sentence for each kernel that is too slow
    private static List<String> compare(Map<String, Double> microseconds, Properties leastRatios) {
        List<String> slow = new ArrayList<>();
        System.out.println(format(ROOT, "%-24s %12s %12s %8s %8s", "kernel", "microseconds", "plain loop", "ratio", "least"));
        microseconds.forEach((name, ours) -> {
            if (name.endsWith(PLAIN)) return;
            Double plain = microseconds.get(name + PLAIN);
            if (plain == null) {
                System.out.println(format(ROOT, "%-24s %12.1f", name, ours));
                return;
            }
            double least = Double.parseDouble(leastRatios.getProperty(name));
            double ratio = plain / ours;
            System.out.println(format(ROOT, "%-24s %12.1f %12.1f %8.2f %8.2f", name, ours, plain, ratio, least));
            if (ratio < least) slow.add(name + " has become slow: ratio " + ratio + ", expected at least " + least);
        });
        return slow;
    }
}
